// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signatures of a set of classes, as the JVM sees them when it links.
 *
 * <p>Text form, a line each: {@code C name [modifiers] extends super implements interfaces}, then its members
 * {@code F name descriptor [modifiers] = constant} and {@code M name descriptor [modifiers]}.
 */
final class Api {

    private static final Pattern CLASS =
        Pattern.compile("C (\\S+) \\[([^\\]]*)\\] extends (\\S+)(?: implements (\\S+))?");
    private static final Pattern MEMBER = Pattern.compile("  ([FM]) (\\S+) (\\S+) \\[([a-z ]*)\\](?: = (.*?))?"
        + "(?: throws \\S+)?(?: default .*)?");

    /** A member: a field ({@code F}) or a method ({@code M}) with its JVM descriptor. */
    record Member(char kind, String name, String descriptor) implements Comparable<Member> {
        @Override
        public int compareTo(Member other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return kind + " " + name + " " + descriptor;
        }
    }

    /** What is known of a member beside its descriptor. */
    record Traits(SortedSet<String> modifiers, String constant) {
        boolean is(String modifier) {
            return modifiers.contains(modifier);
        }
    }

    /** A class or interface. */
    record ApiClass(String name, SortedSet<String> modifiers, String superName, List<String> interfaces,
        SortedMap<Member, Traits> members) {

        boolean is(String modifier) {
            return modifiers.contains(modifier);
        }

        List<String> supertypes() {
            List<String> all = new ArrayList<>(interfaces);
            all.add(0, superName);
            return all;
        }

        ApiClass with(SortedMap<Member, Traits> others) {
            return new ApiClass(name, modifiers, superName, interfaces, others);
        }

        ApiClass with(SortedSet<String> otherModifiers) {
            return new ApiClass(name, otherModifiers, superName, interfaces, members);
        }
    }

    private final SortedMap<String, ApiClass> classes = new TreeMap<>();

    void add(ApiClass type) {
        classes.put(type.name(), type);
    }

    Optional<ApiClass> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    Map<String, ApiClass> classes() {
        return classes;
    }

    /** The class that declares a member, looked for in {@code owner} and then in its supertypes. */
    Optional<ApiClass> declaring(String owner, Member member) {
        ApiClass type = classes.get(owner);
        if (type == null) {
            return Optional.empty();
        } else if (type.members().containsKey(member)) {
            return Optional.of(type);
        }
        return type.supertypes().stream().map(up -> declaring(up, member)).flatMap(Optional::stream).findFirst();
    }

    /** All supertypes of a class, itself first, as far as they are known here. */
    Set<String> lineage(String name) {
        Set<String> all = new TreeSet<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, Set<String> all) {
        if (all.add(name)) {
            find(name).ifPresent(type -> type.supertypes().forEach(up -> collect(up, all)));
        }
    }

    static SortedSet<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.trim().split(" ")));
    }

    static Api read(Path file) throws IOException {
        Api api = new Api();
        ApiClass current = null;
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("C ") && !line.startsWith("  ")) {
                continue; // a comment, or the rest of a constant with a line break in it
            }
            Matcher type = CLASS.matcher(line);
            Matcher member = MEMBER.matcher(line);
            if (type.matches()) {
                current = new ApiClass(type.group(1), words(type.group(2)), type.group(3),
                    type.group(4) == null ? List.of() : List.of(type.group(4).split(",")), new TreeMap<>());
                api.add(current);
            } else if (member.matches() && current != null) {
                current.members().put(new Member(member.group(1).charAt(0), member.group(2), member.group(3)),
                    new Traits(words(member.group(4)), member.group(5)));
            } else {
                throw new IOException(file + ": not a signature: " + line);
            }
        }
        return api;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ApiClass type : classes.values()) {
            lines.add("C " + type.name() + " [" + String.join(" ", type.modifiers()) + "] extends " + type.superName()
                + (type.interfaces().isEmpty() ? "" : " implements " + String.join(",", type.interfaces())));
            type.members().forEach((member, traits) -> lines.add("  " + member + " ["
                + String.join(" ", traits.modifiers()) + "]"
                + (traits.constant() == null ? "" : " = " + traits.constant())));
        }
        return lines;
    }
}
