// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

/** What a diagram is drawn on. Coordinates are pixels from the upper left corner, colours 0xRRGGBB. */
interface Canvas {

    /** Which point of a text is given. */
    enum Anchor {
        START("start", 0),
        MIDDLE("middle", 0.5),
        END("end", 1);

        final String svg;
        final double share;

        Anchor(String svg, double share) {
            this.svg = svg;
            this.share = share;
        }
    }

    /** Fills a polygon: x, y, x, y, and so on. */
    void polygon(double[] points, int colour, double opacity);

    /** Draws a line with round ends and corners; dashes are lengths of line and gap in turn, none for a whole line. */
    void line(double[] points, int colour, double width, double... dashes);

    /** Fills a disc. */
    void dot(double x, double y, double radius, int colour);

    /**
     * Writes a text on a base line.
     *
     * @param size the font's, as in SVG: capital letters are 0.716 of it high
     * @param upwards whether it is read from below
     */
    void text(String text, double x, double y, Anchor anchor, double size, int colour, boolean upwards);
}
