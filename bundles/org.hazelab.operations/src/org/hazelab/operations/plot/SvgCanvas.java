// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.Locale;

/** Draws into the text of an SVG file. */
final class SvgCanvas implements Canvas {

    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height) {
        svg.append(String.format(Locale.ROOT, """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
            font-family="Helvetica, Arial, sans-serif">
            <rect width="%1$d" height="%2$d" fill="#ffffff"/>
            """, width, height));
    }

    String text() {
        return svg + "</svg>\n";
    }

    @Override
    public void polygon(double[] points, int colour, double opacity) {
        svg.append("<polygon points=\"").append(list(points)).append("\" fill=\"").append(hex(colour)).append('"');
        if (opacity < 1) {
            svg.append(" fill-opacity=\"").append(number(opacity)).append('"');
        }
        svg.append("/>\n");
    }

    @Override
    public void line(double[] points, int colour, double width, double... dashes) {
        svg.append("<polyline points=\"").append(list(points)).append("\" fill=\"none\" stroke=\"").append(hex(colour))
            .append("\" stroke-width=\"").append(number(width))
            .append("\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        if (dashes.length > 0) {
            svg.append(" stroke-dasharray=\"");
            for (int d = 0; d < dashes.length; d++) {
                svg.append(d > 0 ? " " : "").append(number(dashes[d]));
            }
            svg.append('"');
        }
        svg.append("/>\n");
    }

    @Override
    public void dot(double x, double y, double radius, int colour) {
        svg.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y)).append("\" r=\"")
            .append(number(radius)).append("\" fill=\"").append(hex(colour)).append("\"/>\n");
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, double size, int colour, boolean upwards) {
        svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" font-size=\"")
            .append(number(size)).append("\" fill=\"").append(hex(colour)).append("\" text-anchor=\"")
            .append(anchor.svg).append('"');
        if (upwards) {
            svg.append(" transform=\"rotate(-90 ").append(number(x)).append(' ').append(number(y)).append(")\"");
        }
        svg.append('>').append(escaped(text)).append("</text>\n");
    }

    private static String list(double[] points) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            list.append(i > 0 ? " " : "").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        return list.toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    /** Without what XML would read as markup, and without characters that it cannot hold. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) || c >= 0xd800 && c < 0xe000
                    || c == 0xfffe || c == 0xffff ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
