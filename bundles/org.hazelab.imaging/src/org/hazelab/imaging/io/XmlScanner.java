// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Goes through the elements of an XML text from a file that may be hostile. It knows no document types and no entities
 * but those of characters, so that nothing outside of the text is ever read and nothing grows. Names come without their
 * prefixes.
 *
 * <p>It is our own, as the JDK's parsers are found through services, and in KNIME any plug-in may provide one.
 */
final class XmlScanner {

    private static final int DEEPEST = 100;

    /** What is wrong with the text, as a clause. */
    static final class BadXml extends Exception {
        private static final long serialVersionUID = 1;

        BadXml(String detail) {
            super(detail);
        }
    }

    private final String text;
    private final Deque<String> open = new ArrayDeque<>();
    private Map<String, String> attributes = Map.of();
    private int at;
    private int contentAt;
    private boolean closes;

    XmlScanner(String text) {
        this.text = text;
    }

    /** Names of the elements that are open now, as a path such as {@code OME/Image/Pixels}. */
    String path() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(name -> path.append(path.isEmpty() ? "" : "/").append(name));
        return path.toString();
    }

    /** An attribute of the element that was entered last, or {@code otherwise}. */
    String attribute(String name, String otherwise) {
        return attributes.getOrDefault(name, otherwise);
    }

    /** The text from where the element was entered to the next mark. */
    String content() throws BadXml {
        int end = text.indexOf('<', contentAt);
        return unescape(text.substring(contentAt, end < 0 ? text.length() : end)).trim();
    }

    /** Goes to the start of the next element; false at the end of the text, when all must be closed. */
    boolean next() throws BadXml {
        if (closes) {
            open.pop();
            closes = false;
        }
        for (int mark = text.indexOf('<', at); mark >= 0; mark = text.indexOf('<', at)) {
            if (text.startsWith("<!--", mark)) {
                at = behind("-->", mark + 4);
            } else if (text.startsWith("<![CDATA[", mark)) {
                at = behind("]]>", mark + 9);
            } else if (text.startsWith("<?", mark)) {
                at = behind("?>", mark + 2);
            } else if (text.startsWith("<!", mark)) {
                throw new BadXml("it declares a document type");
            } else if (text.startsWith("</", mark)) {
                at = behind(">", mark);
                String name = local(text.substring(mark + 2, at - 1).trim());
                if (open.isEmpty() || !open.pop().equals(name)) {
                    throw new BadXml("the element \"" + name + "\" ends where it is not open");
                }
            } else {
                enter(mark + 1);
                return true;
            }
        }
        if (!open.isEmpty()) {
            throw new BadXml("the element \"" + open.peek() + "\" does not end");
        }
        return false;
    }

    private void enter(int start) throws BadXml {
        at = start;
        String name = local(name());
        attributes = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            if (text.startsWith("/>", at)) {
                closes = true;
                at += 2;
                break;
            } else if (text.startsWith(">", at)) {
                at++;
                break;
            }
            String key = name();
            skipBlanks();
            if (!text.startsWith("=", at)) {
                throw new BadXml("the attribute \"" + key + "\" has no value");
            }
            at++;
            skipBlanks();
            char quote = at < text.length() ? text.charAt(at) : 0;
            if (quote != '"' && quote != '\'') {
                throw new BadXml("the attribute \"" + key + "\" has no value in quotes");
            }
            int end = behind(String.valueOf(quote), at + 1);
            attributes.put(local(key), unescape(text.substring(at + 1, end - 1)));
            at = end;
        }
        contentAt = at;
        open.push(name);
        if (open.size() > DEEPEST) {
            throw new BadXml("its elements lie too deep in each other");
        }
    }

    private int behind(String end, int from) throws BadXml {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new BadXml("it ends too early");
        }
        return found + end.length();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String name() throws BadXml {
        int start = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > 200) {
            throw new BadXml("a name is missing or too long");
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_-.:".indexOf(c) >= 0;
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String unescape(String raw) throws BadXml {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < raw.length();) {
            int end = raw.charAt(i) == '&' ? raw.indexOf(';', i) : i;
            if (end < 0 || end - i > 10) {
                throw new BadXml("an entity does not end");
            }
            if (end == i) {
                plain.append(raw.charAt(i));
            } else {
                plain.append(entity(raw.substring(i + 1, end)));
            }
            i = end + 1;
        }
        return plain.toString();
    }

    private static String entity(String name) throws BadXml {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> {
                boolean hex = name.startsWith("#x");
                String digits = name.substring(Math.min(name.length(), hex ? 2 : 1));
                if (!name.startsWith("#") || !digits.matches(hex ? "[0-9a-fA-F]{1,6}" : "\\d{1,7}")) {
                    throw new BadXml("it holds an unknown entity");
                }
                int code = Integer.parseInt(digits, hex ? 16 : 10);
                if (!Character.isValidCodePoint(code)) {
                    throw new BadXml("it holds an unknown entity");
                }
                yield Character.toString(code);
            }
        };
    }
}
