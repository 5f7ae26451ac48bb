// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;

/**
 * A diagram of curves over linear axes, which choose their ends and ticks themselves.
 *
 * @param title above the diagram; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves from back to front, each in a colour of its own
 * @param identity whether the line y = x is drawn behind the curves
 */
public record LinePlot(String title, Axis x, Axis y, List<Curve> curves, boolean identity) {

    private static final int LEAST = 200;
    private static final int MOST = 10_000;

    public LinePlot {
        Objects.requireNonNull(title);
        Objects.requireNonNull(x);
        Objects.requireNonNull(y);
        curves = List.copyOf(curves);
    }

    /**
     * An axis.
     *
     * @param label what its numbers mean, with their units
     * @param fromZero whether it begins at 0 where no number is smaller; else it begins near the smallest
     */
    public record Axis(String label, boolean fromZero) {

        public Axis {
            Objects.requireNonNull(label);
        }
    }

    /** How a curve is drawn. */
    public enum Style {
        /** A line. */
        LINE,
        /** A line with a dot at each point. */
        DOTS
    }

    /**
     * A point.
     *
     * @param error half the height of the band around it; 0 or NaN for none
     */
    public record Point(double x, double y, double error) {

        /** A point without a band. */
        public static Point of(double x, double y) {
            return new Point(x, y, 0);
        }

        boolean isDrawn() {
            return Double.isFinite(x) && Double.isFinite(y);
        }

        double band() {
            return Double.isFinite(error) ? Math.abs(error) : 0;
        }
    }

    /**
     * A curve.
     *
     * @param name for the legend
     * @param points in the order in which the line joins them; one with a NaN or infinite number leaves a gap
     */
    public record Curve(String name, Style style, List<Point> points) {

        public Curve {
            Objects.requireNonNull(name);
            Objects.requireNonNull(style);
            points = List.copyOf(points);
        }
    }

    /**
     * The diagram as the text of an SVG file: UTF-8, lines ended by LF, texts as texts.
     *
     * @param width in pixels, 200 to 10000, as is height
     */
    public String svg(int width, int height) {
        requireSize(width, height);
        SvgCanvas canvas = new SvgCanvas(width, height);
        new PlotDrawing(this, width, height).draw(canvas);
        return canvas.text();
    }

    /**
     * The diagram as pixels: three channels from 0 to 255.
     *
     * @param width in pixels, 200 to 10000, as is height
     */
    public FloatImage image(int width, int height) {
        requireSize(width, height);
        RasterCanvas canvas = new RasterCanvas(width, height);
        new PlotDrawing(this, width, height).draw(canvas);
        return canvas.image();
    }

    /** {@link #image} as the bytes of a PNG file. */
    public byte[] png(int width, int height) {
        try {
            return ImageFileWriter.toPng(image(width, height), 8, Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException("PNG holds any image of three channels", e);
        }
    }

    private static void requireSize(int width, int height) {
        if (Math.min(width, height) < LEAST || Math.max(width, height) > MOST) {
            throw new IllegalArgumentException("no diagram is " + width + " x " + height);
        }
    }
}
