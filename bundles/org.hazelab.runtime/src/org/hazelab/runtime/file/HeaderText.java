// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;

/**
 * Reads the JSON of a safetensors header piece by piece, as strictly as RFC 8259 says.
 *
 * <p>The caller asks for what has to come next, so there is no tree, no recursion and nothing that a hostile text could
 * make grow: every string is at most as long as the text.
 */
final class HeaderText {

    private final String text;
    private final FileBytes file;
    private int at;

    /** @param file whose header it is, for messages */
    HeaderText(String text, FileBytes file) {
        this.text = text;
        this.file = file;
    }

    /** Takes a mark such as a brace or a colon. */
    void expect(char mark) throws HazeLabException {
        if (!take(mark)) {
            throw wrong("expected " + mark);
        }
    }

    /** Takes a mark if it comes next. */
    boolean take(char mark) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == mark) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether another member follows in an object or list that this many were read of; takes the comma or the end. */
    boolean next(int read, char end) throws HazeLabException {
        if (take(end)) {
            return false;
        }
        if (read > 0) {
            expect(',');
        }
        return true;
    }

    /** Takes the end of the text. */
    void end() throws HazeLabException {
        skipBlanks();
        if (at < text.length()) {
            throw wrong("expected its end");
        }
    }

    /** Takes a whole number of 0 or more that fits a long. */
    long number() throws HazeLabException {
        skipBlanks();
        int from = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            int digit = text.charAt(at++) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw wrong("a number is too large");
            }
            value = 10 * value + digit;
        }
        boolean fraction = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        if (at == from || text.charAt(from) == '0' && at > from + 1 || fraction) {
            throw wrong("expected a whole number of 0 or more");
        }
        return value;
    }

    /** Takes a string. */
    String string() throws HazeLabException {
        expect('"');
        int from = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(from, at++);
        }
        StringBuilder string = new StringBuilder(text.substring(from, at));
        while (true) {
            char c = character();
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char character() throws HazeLabException {
        if (at == text.length() || text.charAt(at) < ' ') {
            throw wrong("a string does not end");
        }
        return text.charAt(at++);
    }

    private char escaped() throws HazeLabException {
        char c = character();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(character(), 16);
                    if (digit < 0) {
                        throw wrong("an escape has no four hexadecimal digits");
                    }
                    code = 16 * code + digit;
                }
                yield (char)code;
            }
            default -> throw wrong("an escape is unknown");
        };
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The header is no JSON of this kind. */
    HazeLabException wrong(String what) {
        return file.damaged("its header cannot be understood at character " + (at + 1) + " (" + what + ")");
    }

    /** A JSON string with its quotation marks; text that is no Unicode is escaped. */
    static String quoted(String string) {
        StringBuilder json = new StringBuilder(string.length() + 2).append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < string.length()
                && Character.isLowSurrogate(string.charAt(i + 1));
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (pair) {
                json.append(c).append(string.charAt(++i));
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                json.append("\\u").append(hex(c >> 12)).append(hex(c >> 8)).append(hex(c >> 4)).append(hex(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static char hex(int digit) {
        return Character.forDigit(digit & 15, 16);
    }
}
