// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.hazelab.standin.node.Markup;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Turns the HTML of descriptions into paragraphs of plain text or of Markdown. */
final class Prose {

    private static final int WIDTH = 100;

    private final boolean markdown;
    private final List<String> blocks = new ArrayList<>();
    private StringBuilder current = new StringBuilder();

    private Prose(final boolean markdown) {
        this.markdown = markdown;
    }

    /** The paragraphs, list items and headings of a description; list items start with "- ". */
    static List<String> blocks(final String html, final boolean markdown) {
        Prose prose = new Prose(markdown);
        prose.children(Markup.parse(html), "- ");
        prose.endBlock("");
        return prose.blocks;
    }

    /** All of a description in one line. */
    static String line(final String html, final boolean markdown) {
        return String.join(" ", blocks(html, markdown)).trim();
    }

    /** Breaks text at spaces; every line starts with the indent, in a list item all but the first with two more. */
    static String wrap(final String text, final String indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        String hanging = text.startsWith("- ") ? indent + "  " : indent;
        for (String word : text.split(" ")) {
            if (line.length() > hanging.length() && line.length() + word.length() >= WIDTH) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(hanging);
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).toString();
    }

    private void children(final Node parent, final String bullet) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                current.append(child.getNodeValue());
            } else if (child instanceof Element element) {
                element(element, bullet);
            }
        }
    }

    private void element(final Element element, final String bullet) {
        switch (element.getTagName().toLowerCase(Locale.ROOT)) {
            case "b", "strong" -> marked(element, "**", bullet);
            case "i", "em" -> marked(element, "*", bullet);
            case "code", "tt", "pre" -> marked(element, "`", bullet);
            case "br" -> endBlock("");
            case "p", "div", "table", "tr" -> block(element, "", bullet);
            case "ul" -> block(element, "", "- ");
            case "ol" -> block(element, "", "1. ");
            case "li" -> block(element, bullet, bullet);
            case "td", "th" -> {
                children(element, bullet);
                current.append("  ");
            }
            case "h1", "h2", "h3", "h4", "h5" -> {
                endBlock("");
                marked(element, "**", bullet);
                endBlock("");
            }
            case "a" -> link(element, bullet);
            default -> children(element, bullet);
        }
    }

    private void marked(final Element element, final String mark, final String bullet) {
        current.append(markdown ? mark : "");
        children(element, bullet);
        current.append(markdown ? mark : "");
    }

    private void link(final Element element, final String bullet) {
        current.append(markdown ? "[" : "");
        children(element, bullet);
        String target = element.getAttribute("href");
        current.append(markdown ? "](" + target + ")" : " (" + target + ")");
    }

    private void block(final Element element, final String start, final String bullet) {
        endBlock("");
        children(element, bullet);
        endBlock(start);
    }

    private void endBlock(final String start) {
        String text = current.toString().replaceAll("\\s+", " ").trim();
        if (!text.isEmpty()) {
            blocks.add(start + text);
        }
        current = new StringBuilder();
    }
}
