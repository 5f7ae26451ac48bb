// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a node has to warn of while it runs, and says it once: each kind with its number and the first few
 * places.
 */
public final class Warnings {

    private static final int SHOWN = 3;

    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<String>> shown = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /**
     * Notes one image.
     *
     * @param kind what is the matter, as it follows "In 3 images ": {@code no haze was found}
     * @param detail the place and the numbers
     */
    public void add(String kind, String detail) {
        counts.merge(kind, 1, Integer::sum);
        List<String> details = shown.computeIfAbsent(kind, k -> new ArrayList<>());
        if (details.size() < SHOWN) {
            details.add(detail);
        }
    }

    /** Notes something that concerns the whole run, in a sentence. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** The warning, or empty if there is nothing to warn of. */
    public Optional<String> text() {
        if (counts.isEmpty() && notes.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(String.join("\n", notes));
        counts.forEach((kind, count) -> {
            text.append(text.isEmpty() ? "" : "\n").append("In ").append(count)
                .append(count == 1 ? " image " : " images ")
                .append(kind).append(":");
            shown.getOrDefault(kind, List.of()).forEach(detail -> text.append("\n  ").append(detail));
            if (count > SHOWN) {
                text.append("\n  and ").append(count - SHOWN).append(" more");
            }
        });
        return Optional.of(text.toString());
    }
}
