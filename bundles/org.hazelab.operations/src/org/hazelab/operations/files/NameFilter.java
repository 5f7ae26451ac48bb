// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.hazelab.imaging.HazeLabException;

/**
 * Which file names a pattern with {@code *}, {@code ?} and <code>{a,b}</code> means: the same on every operating
 * system, without regard to capitals, in time proportional to pattern times name.
 */
final class NameFilter {

    private static final int MOST_ALTERNATIVES = 1000;

    private final List<int[]> patterns;

    private NameFilter(List<int[]> patterns) {
        this.patterns = patterns;
    }

    /** @throws HazeLabException if braces do not match, or there are thousands of alternatives */
    static NameFilter of(String pattern) throws HazeLabException {
        List<String> whole = new ArrayList<>();
        expand("", pattern.isBlank() ? "*" : pattern.strip(), pattern, whole);
        return new NameFilter(whole.stream().map(NameFilter::folded).toList());
    }

    boolean accepts(String name) {
        int[] folded = folded(name);
        return patterns.stream().anyMatch(pattern -> matches(pattern, folded));
    }

    private static int[] folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).codePoints().toArray();
    }

    /** Writes out the first pair of braces of {@code rest}, then the others. */
    private static void expand(String done, String rest, String pattern, List<String> whole) throws HazeLabException {
        int open = rest.indexOf('{');
        int close = rest.indexOf('}');
        if (open < 0 && close < 0) {
            whole.add(done + rest);
            if (whole.size() > MOST_ALTERNATIVES) {
                throw wrong(pattern, "has too many alternatives");
            }
            return;
        }
        if (open < 0 || close < open || rest.substring(open + 1, close).indexOf('{') >= 0) {
            throw wrong(pattern, "has braces that do not match");
        }
        for (String alternative : rest.substring(open + 1, close).split(",", -1)) {
            expand(done + rest.substring(0, open) + alternative, rest.substring(close + 1), pattern, whole);
        }
    }

    private static HazeLabException wrong(String pattern, String how) {
        return new HazeLabException("The file name pattern \"" + pattern + "\" " + how,
            "Use * for any characters, ? for one and {png,jpg} for either");
    }

    /** Goes back to the last star alone, which suffices: what an earlier one could take, the last one can. */
    private static boolean matches(int[] pattern, int[] name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starAt = 0;
        while (n < name.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                starAt = n;
            } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == name[n])) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }
}
