// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.numbers;

/** Text out of files, made fit for messages. */
public final class Words {

    private static final int LONGEST = 80;

    private Words() {
    }

    /** In quotation marks, shortened, without control characters: a file does not get to write a log of its own. */
    public static String quoted(String name) {
        return '"' + plain(name) + '"';
    }

    /** Shortened and without control characters. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        int shown = Math.min(name.length(), LONGEST);
        for (int i = 0; i < shown; i++) {
            char c = name.charAt(i);
            plain.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
        }
        return plain + (name.length() > LONGEST ? "..." : "");
    }
}
