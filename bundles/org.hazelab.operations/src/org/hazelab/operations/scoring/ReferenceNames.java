// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;

/**
 * Finds the reference of an image by their names: the one whose name, or whose part of the name by the rule, is the
 * part of the image's name by the rule. None and more than one are errors of that image, never a guess.
 *
 * <p>Not thread-safe while names are added; afterwards any thread may look for them.
 */
public final class ReferenceNames {

    private static final int SHOWN = 3;

    private final NameRule rule;
    private final List<String> names = new ArrayList<>();
    private final Map<String, List<Integer>> found = new HashMap<>();

    public ReferenceNames(NameRule rule) {
        this.rule = Objects.requireNonNull(rule);
    }

    /**
     * Adds a reference.
     *
     * @return its number, from 0
     * @throws HazeLabException if the rule fails
     */
    public int add(String name) throws HazeLabException {
        int number = names.size();
        names.add(name);
        found.computeIfAbsent(name, key -> new ArrayList<>(1)).add(number);
        Optional<String> part = rule.part(name);
        if (part.isPresent() && !part.get().equals(name)) {
            found.computeIfAbsent(part.get(), key -> new ArrayList<>(1)).add(number);
        }
        return number;
    }

    /** Whether a reference has that whole name. */
    public boolean contains(String name) {
        return found.getOrDefault(name, List.of()).stream().anyMatch(number -> names.get(number).equals(name));
    }

    /**
     * The number of the image's reference.
     *
     * @throws HazeLabException if there is none or more than one, or the image's name has no part that counts
     */
    public int find(String imageName) throws HazeLabException {
        String part = rule.part(imageName).orElseThrow(() -> new HazeLabException(
            "The name \"" + imageName + "\" does not fit the pattern for names",
            "Change the pattern, or filter the row out."));
        List<Integer> numbers = found.getOrDefault(part, List.of());
        String wanted =
            part.equals(imageName) ? "\"" + imageName + "\"" : "\"" + part + "\", as the name \"" + imageName
                + "\" counts " + rule;
        if (numbers.isEmpty()) {
            throw new HazeLabException("There is no reference named " + wanted, "Add it to the table of references.");
        }
        if (numbers.size() > 1) {
            String some = numbers.stream().limit(SHOWN).map(number -> "\"" + names.get(number) + "\"")
                .collect(Collectors.joining(", "));
            throw new HazeLabException(numbers.size() + " references are named " + wanted + ": " + some
                + (numbers.size() > SHOWN ? " and more" : ""),
                "Filter out those that are not meant, or choose what tells them apart.");
        }
        return numbers.get(0);
    }
}
