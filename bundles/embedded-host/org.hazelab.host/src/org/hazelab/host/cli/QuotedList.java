// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Text between commas. Parts may be enclosed in single or double quotes, and then contain commas; within quotes a
 * backslash protects the next character, and \t and \n are tabulator and new line, as in KNIME.
 */
final class QuotedList {

    private QuotedList() {
    }

    static List<String> split(final String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == '\\' && i + 1 < text.length()) {
                i++;
                char next = text.charAt(i);
                part.append(next == 't' ? '\t' : next == 'n' ? '\n' : next);
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    part.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
