// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.operations.plot.LinePlot.Axis;
import org.hazelab.operations.plot.LinePlot.Curve;
import org.hazelab.operations.plot.LinePlot.Point;
import org.hazelab.operations.plot.LinePlot.Style;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LinePlotTest {

    private static final int WHITE = 0xffffff;

    private static LinePlot plot(Style style, Point... points) {
        return new LinePlot("A <title> & \u0001", new Axis("epoch", true), new Axis("loss", true),
            List.of(new Curve("one", style, List.of(points))), true);
    }

    private static Document xml(LinePlot plot) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(plot.svg(800, 600).getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(Document document, String tag) {
        return document.getElementsByTagName(tag).getLength();
    }

    private static int colour(FloatImage image, int x, int y) {
        int i = y * image.width() + x;
        return (int)image.plane(0)[i] << 16 | (int)image.plane(1)[i] << 8 | (int)image.plane(2)[i];
    }

    private static Element first(Document document, String tag, String colour) {
        NodeList all = document.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element)all.item(i)).getAttribute("fill").equals(colour)) {
                return (Element)all.item(i);
            }
        }
        throw new AssertionError("no " + tag + " of colour " + colour);
    }

    @Test
    void theSvgIsXmlWithTextsAsTexts() throws Exception {
        Document document = xml(plot(Style.DOTS, Point.of(0, 0), Point.of(1, 1)));
        String text = document.getDocumentElement().getTextContent();
        for (String word : List.of("A <title> & ?", "epoch", "loss", "one", "identity", "0.2", "1.0")) {
            assertTrue(text.contains(word), word);
        }
        assertEquals("800", document.getDocumentElement().getAttribute("width"));
    }

    /** A dot is a disc on a white one; one more stands in the legend. */
    @Test
    void drawsADotForEachPoint() throws Exception {
        Point[] points = {Point.of(0, 0), Point.of(1, 1), Point.of(2, 1)};
        assertEquals(2 * (3 + 1), count(xml(plot(Style.DOTS, points)), "circle"));
        assertEquals(0, count(xml(plot(Style.LINE, points)), "circle"));
    }

    @Test
    void drawsBandsWherePointsHaveErrors() throws Exception {
        int without = count(xml(plot(Style.LINE, Point.of(0, 1), Point.of(1, 1))), "polygon");
        int with = count(xml(plot(Style.LINE, new Point(0, 1, 0.5), new Point(1, 1, Double.NaN))), "polygon");
        assertEquals(without + 2, with); // one is of the legend
    }

    @Test
    void pointsWithoutNumbersLeaveAGap() throws Exception {
        Point gap = Point.of(2, Double.NaN);
        int whole = count(xml(plot(Style.LINE, Point.of(0, 1), Point.of(1, 1), Point.of(3, 1), Point.of(4, 1))),
            "polyline");
        assertEquals(whole + 1,
            count(xml(plot(Style.LINE, Point.of(0, 1), Point.of(1, 1), gap, Point.of(3, 1), Point.of(4, 1))),
                "polyline"));
        // A point alone is a dot whatever the style: a line of one point cannot be seen.
        assertEquals(2, count(xml(plot(Style.LINE, Point.of(0, 1), Point.of(1, 1), gap, Point.of(3, 1))), "circle"));
    }

    /** Both drawings have the same layout: where the SVG has a dot, its colour is in the pixels. */
    @Test
    void pixelsAndSvgAgree() throws Exception {
        LinePlot plot = plot(Style.DOTS, new Point(0.3, 0.7, 0.1), new Point(0.9, 0.2, 0.1));
        FloatImage image = plot.image(800, 600);
        Element dot = first(xml(plot), "circle", "#d55e00");
        int x = (int)Double.parseDouble(dot.getAttribute("cx"));
        int y = (int)Double.parseDouble(dot.getAttribute("cy"));
        assertEquals(0xd55e00, colour(image, x, y));
        assertEquals(WHITE, colour(image, 0, 0));
        assertEquals(WHITE, colour(image, 799, 599));
    }

    @Test
    void thePngHoldsThePixels() throws HazeLabException {
        LinePlot plot = plot(Style.DOTS, Point.of(0, 0), Point.of(1, 1));
        FloatImage read = ImageFileReader.fromPng(plot.png(400, 300));
        assertEquals(plot.image(400, 300), read);
    }

    @Test
    void drawsTheSameEveryTime() {
        LinePlot plot = plot(Style.DOTS, new Point(0, 0.5, 0.2), new Point(1, 1.5, 0.1));
        assertArrayEquals(plot.png(640, 480), plot.png(640, 480));
    }

    @Test
    void whatGoesBeyondTheOrdinaryIsDrawnToo() throws Exception {
        List<List<Point>> odd = List.of(List.of(), List.of(Point.of(5, 5)), List.of(Point.of(Double.NaN, 1)),
            List.of(Point.of(-3, -1e-9), Point.of(4, 1e-9)), List.of(Point.of(1e300, 1e12), Point.of(-1e300, 2e12)),
            List.of(Point.of(0, 0), Point.of(0, 0)), List.of(Point.of(-2, -2), Point.of(-2, -2)));
        for (List<Point> points : odd) {
            LinePlot plot = new LinePlot("", new Axis("x", false), new Axis("y", true),
                List.of(new Curve("\u4e2d", Style.DOTS, points)), true);
            xml(plot);
            assertEquals(300, plot.image(300, 200).width());
        }
        LinePlot empty = new LinePlot("", new Axis("", false), new Axis("", false), List.of(), false);
        assertTrue(count(xml(empty), "polyline") > 4);
        assertThrows(IllegalArgumentException.class, () -> empty.svg(100, 600));
    }

    /** A line of 3 x 1 pixels from the corner of one pixel to that of another covers these three alone. */
    @Test
    void coversPixelsByTheirShare() {
        RasterCanvas canvas = new RasterCanvas(6, 3);
        canvas.polygon(new double[] {1, 1, 4.5, 1, 4.5, 2, 1, 2}, 0, 1);
        FloatImage image = canvas.image();
        assertArrayEquals(new float[] {255, 0, 0, 0, 128, 255}, row(image, 1));
        assertArrayEquals(new float[] {255, 255, 255, 255, 255, 255}, row(image, 0));
        RasterCanvas half = new RasterCanvas(6, 3);
        half.polygon(new double[] {1, 1.5, 4, 1.5, 4, 2, 1, 2}, 0, 0.5);
        assertArrayEquals(new float[] {255, 191, 191, 191, 255, 255}, row(half.image(), 1));
    }

    private static float[] row(FloatImage image, int y) {
        float[] row = new float[image.width()];
        System.arraycopy(image.plane(0), y * image.width(), row, 0, row.length);
        return row;
    }

    @Test
    void dashesHaveTheLengthsThatWereAskedFor() {
        List<double[]> dashes = Dashes.cut(new double[] {0, 0, 4, 0, 4, 6}, 3, 2);
        assertEquals(2, dashes.size());
        assertArrayEquals(new double[] {0, 0, 3, 0}, dashes.get(0));
        assertArrayEquals(new double[] {4, 1, 4, 4}, dashes.get(1), 1e-12);
    }

    @Test
    void everyCharacterOfAKeyboardIsDrawn() {
        for (char c = '!'; c <= '~'; c++) {
            if ("`@$^{}~".indexOf(c) < 0) {
                assertTrue(c == '?' || StrokeFont.glyph(c) != StrokeFont.glyph('?'), "no " + c);
            }
        }
        assertEquals(0, StrokeFont.width("", 20));
        assertTrue(StrokeFont.width("mm", 20) > 2 * StrokeFont.width("ii", 20));
    }
}
