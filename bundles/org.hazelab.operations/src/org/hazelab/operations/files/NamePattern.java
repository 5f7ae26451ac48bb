// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;

/**
 * How files are named after the columns of their row, such as <code>{name}_dehazed</code>.
 *
 * <p>A name in braces stands for the value of that column; doubled braces stand for themselves. What comes out is one
 * file name that every common operating system takes: {@code / \ : * ? " < > |}, control characters and marks that
 * change the direction of writing become {@code _}, so no value can lead into another folder; a dot in front, names of
 * Windows devices and empty names get a {@code _} in front; blanks at both ends and dots at the end are taken off; it
 * is composed (NFC) and has at most 200 bytes of UTF-8, which leaves room for a number and an ending.
 */
public final class NamePattern {

    /** Bytes of UTF-8 that a name has at most, of the 255 that file systems take. */
    public static final int MOST_BYTES = 200;

    private static final Pattern DEVICE = Pattern.compile(
        "(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])[ .]*(\\..*)?");

    /** A part: literal text, or the name of a column. */
    private record Part(String text, boolean column) {}

    private final String pattern;
    private final List<Part> parts;

    private NamePattern(String pattern, List<Part> parts) {
        this.pattern = pattern;
        this.parts = parts;
    }

    /** @throws HazeLabException if the text is blank or its braces do not match */
    public static NamePattern parse(String pattern) throws HazeLabException {
        if (pattern.isBlank()) {
            throw new HazeLabException("The pattern for file names is empty", "Give one, such as {name}_dehazed");
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean doubled = i + 1 < pattern.length() && pattern.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                text.append(c);
                i++;
            } else if (c == '{') {
                int close = pattern.indexOf('}', i);
                String column = close < 0 ? "" : pattern.substring(i + 1, close);
                if (column.isBlank() || column.indexOf('{') >= 0) {
                    throw unmatched(pattern);
                }
                parts.add(new Part(text.toString(), false));
                parts.add(new Part(column, true));
                text.setLength(0);
                i = close;
            } else if (c == '}') {
                throw unmatched(pattern);
            } else {
                text.append(c);
            }
        }
        parts.add(new Part(text.toString(), false));
        return new NamePattern(pattern, List.copyOf(parts));
    }

    private static HazeLabException unmatched(String pattern) {
        return new HazeLabException("The pattern for file names \"" + pattern + "\" has braces that do not match",
            "Write {column} for a column's value, and {{ or }} for a brace");
    }

    /** The columns that it names, in order, each once. */
    public List<String> columns() {
        return parts.stream().filter(Part::column).map(Part::text).distinct().toList();
    }

    /**
     * Checks before any row is there that every column it names exists.
     *
     * @throws HazeLabException if one does not, listing those that do
     */
    public void check(Collection<String> available) throws HazeLabException {
        for (String column : columns()) {
            if (!available.contains(column)) {
                throw new HazeLabException("The pattern for file names \"" + pattern + "\" names the column \"" + column
                    + "\", which does not exist",
                    available.isEmpty() ? "Remove it: no column can be used"
                        : "Use one of " + String.join(", ", available.stream().map(name -> "{" + name + "}").toList()));
            }
        }
    }

    /**
     * The file name of a row, without ending.
     *
     * @param values a column's value in this row by its name; empty where it is missing
     * @throws HazeLabException if a value is missing
     */
    public String fill(Function<String, Optional<String>> values) throws HazeLabException {
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            if (part.column()) {
                name.append(values.apply(part.text()).orElseThrow(() -> new HazeLabException(
                    "The column \"" + part.text() + "\" has no value to name the file after",
                    "Fill the missing value, or name files after another column")));
            } else {
                name.append(part.text());
            }
        }
        return safe(name.toString());
    }

    /** A file name made of any text; a name that is safe already stays as it is. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints()
            .forEach(c -> safe.appendCodePoint(isUnsafe(c) ? '_' : c));
        String name = trimmed(shortened(trimmed(safe.toString())));
        return name.isEmpty() || name.startsWith(".") || DEVICE.matcher(name).matches()
            ? trimmed(shortened("_" + name)) : name;
    }

    private static boolean isUnsafe(int c) {
        return "/\\:*?\"<>|".indexOf(c) >= 0 || Character.isISOControl(c) || c == 0x2028 || c == 0x2029
            || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0xfeff
            || Character.getType(c) == Character.SURROGATE;
    }

    private static String trimmed(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isBlank(name.charAt(from))) {
            from++;
        }
        while (to > from && (isBlank(name.charAt(to - 1)) || name.charAt(to - 1) == '.')) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String shortened(String name) {
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int c = name.codePointAt(end);
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                return name.substring(0, end);
            }
            end += Character.charCount(c);
        }
        return name;
    }

    /** What two names have in common that some file systems take for the same. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
