// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.hazelab.imaging.HazeLabException;

/**
 * Which part of an image's name says what it shows: data sets call the hazy versions of {@code 1400} {@code 1400_1},
 * {@code 1400_2}, or {@code 1400_1_0.8} (RESIDE), and beside {@code 01_hazy} lies {@code 01_GT} (NH-HAZE).
 */
public abstract class NameRule {

    /** The whole name. */
    public static final NameRule WHOLE = new NameRule("the whole name") {
        @Override
        Optional<String> part(String name) {
            return Optional.of(name);
        }
    };

    /** What comes before the last underscore: {@code 1400} of {@code 1400_1}; a name without one counts as a whole. */
    public static final NameRule BEFORE_LAST_UNDERSCORE = new NameRule("up to the last underscore") {
        @Override
        Optional<String> part(String name) {
            return Optional.of(before(name, name.lastIndexOf('_')));
        }
    };

    /** What comes before the first underscore: {@code 1400} of {@code 1400_1_0.8}; else as the last. */
    public static final NameRule BEFORE_FIRST_UNDERSCORE = new NameRule("up to the first underscore") {
        @Override
        Optional<String> part(String name) {
            return Optional.of(before(name, name.indexOf('_', 1)));
        }
    };

    private final String words;

    private NameRule(String words) {
        this.words = words;
    }

    /**
     * What a regular expression (of Java) finds in the name: its first group, or all of it if it has no group. It has
     * to describe the whole name.
     *
     * @throws HazeLabException if it is none
     */
    public static NameRule pattern(String expression) throws HazeLabException {
        try {
            return new OfPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new HazeLabException("The pattern \"" + expression + "\" is no regular expression: "
                + e.getDescription(),
                "Give one that describes the whole name and has the part that counts in round brackets, such as "
                    + "(\\d+)_.*",
                e);
        }
    }

    /**
     * The part that counts; empty if the name has none.
     *
     * @throws HazeLabException if it cannot be found in reasonable time
     */
    abstract Optional<String> part(String name) throws HazeLabException;

    private static String before(String name, int underscore) {
        return underscore > 0 ? name.substring(0, underscore) : name;
    }

    @Override
    public String toString() {
        return words;
    }

    private static final class OfPattern extends NameRule {

        /** Characters that are looked at for one name: some tenths of a second. */
        private static final int MOST_STEPS = 10_000_000;
        /** Characters of such a name that a message shows. */
        private static final int SHOWN = 100;

        private final Pattern pattern;

        OfPattern(Pattern pattern) {
            super("by the pattern " + pattern);
            this.pattern = pattern;
        }

        @Override
        Optional<String> part(String name) throws HazeLabException {
            try {
                Matcher matcher = pattern.matcher(new Limited(name));
                if (!matcher.matches()) {
                    return Optional.empty();
                }
                String part = matcher.group(Math.min(1, matcher.groupCount()));
                return Optional.ofNullable(part).filter(text -> !text.isEmpty());
            } catch (TooLong | StackOverflowError e) {
                throw new HazeLabException("The pattern " + pattern + " takes too long for the name \""
                    + name.substring(0, Math.min(name.length(), SHOWN)) + "\"",
                    "Simplify it: it can fit a name in too many combinations", e);
            }
        }
    }

    @SuppressWarnings("serial") // lives for one name
    private static final class TooLong extends RuntimeException {
        TooLong() {
            super(null, null, false, false);
        }
    }

    /** A name of which only so many characters are read: some expressions try combinations without end. */
    private static final class Limited implements CharSequence {

        private final String text;
        private int steps;

        Limited(String text) {
            this.text = Objects.requireNonNull(text);
        }

        @Override
        public char charAt(int index) {
            if (++steps > OfPattern.MOST_STEPS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
