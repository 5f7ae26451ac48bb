// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/**
 * Draws into pixels, with smooth edges.
 *
 * <p>All that is drawn becomes simple polygons, filled together: what lies in any of them is covered once. Horizontally
 * the covered share of a pixel is exact, vertically it is sampled.
 */
final class RasterCanvas implements Canvas {

    /** Samples a row of pixels. */
    private static final int SAMPLES = 8;
    private static final int DISC_CORNERS = 24;
    private static final double[] DISC = disc();

    private final int width;
    private final int height;
    private final float[][] planes;

    RasterCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        planes = new float[3][width * height];
        for (float[] plane : planes) {
            Arrays.fill(plane, 255);
        }
    }

    private static double[] disc() {
        double[] corners = new double[2 * DISC_CORNERS];
        for (int i = 0; i < DISC_CORNERS; i++) {
            double angle = 2 * Math.PI * i / DISC_CORNERS;
            corners[2 * i] = StrictMath.cos(angle);
            corners[2 * i + 1] = StrictMath.sin(angle);
        }
        return corners;
    }

    FloatImage image() {
        float[][] rounded = new float[3][width * height];
        for (int p = 0; p < 3; p++) {
            for (int i = 0; i < rounded[p].length; i++) {
                rounded[p][i] = Math.round(planes[p][i]);
            }
        }
        return FloatImage.of(width, height, ValueRange.UINT8, rounded);
    }

    @Override
    public void polygon(double[] points, int colour, double opacity) {
        fill(List.of(points), colour, opacity);
    }

    @Override
    public void dot(double x, double y, double radius, int colour) {
        fill(List.of(disc(x, y, radius)), colour, 1);
    }

    @Override
    public void line(double[] points, int colour, double lineWidth, double... dashes) {
        List<double[]> shapes = new ArrayList<>();
        for (double[] part : dashes.length == 0 ? List.of(points) : Dashes.cut(points, dashes)) {
            stroke(part, lineWidth, shapes);
        }
        fill(shapes, colour, 1);
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, double size, int colour, boolean upwards) {
        double scale = StrokeFont.scale(size);
        double pen = -anchor.share * StrokeFont.width(text, size);
        List<double[]> shapes = new ArrayList<>();
        for (int c : text.codePoints().toArray()) {
            StrokeFont.Glyph glyph = StrokeFont.glyph(c);
            for (double[] stroke : glyph.strokes()) {
                double[] placed = new double[stroke.length];
                for (int i = 0; i < stroke.length; i += 2) {
                    double along = pen + stroke[i] * scale;
                    double up = stroke[i + 1] * scale;
                    placed[i] = upwards ? x - up : x + along;
                    placed[i + 1] = upwards ? y - along : y - up;
                }
                stroke(placed, StrokeFont.WEIGHT * scale, shapes);
            }
            pen += glyph.advance() * scale;
        }
        fill(shapes, colour, 1);
    }

    private static double[] disc(double x, double y, double radius) {
        double[] corners = new double[DISC.length];
        for (int i = 0; i < corners.length; i += 2) {
            corners[i] = x + radius * DISC[i];
            corners[i + 1] = y + radius * DISC[i + 1];
        }
        return corners;
    }

    /** Adds a rectangle for each piece of a line, and a disc for each of its points. */
    private static void stroke(double[] points, double lineWidth, List<double[]> shapes) {
        double half = lineWidth / 2;
        for (int i = 0; i < points.length; i += 2) {
            shapes.add(disc(points[i], points[i + 1], half));
            if (i > 0) {
                double dx = points[i] - points[i - 2];
                double dy = points[i + 1] - points[i - 1];
                double length = Math.sqrt(dx * dx + dy * dy);
                if (length > 0) {
                    double ox = -dy / length * half;
                    double oy = dx / length * half;
                    shapes.add(new double[] {points[i - 2] - ox, points[i - 1] - oy, points[i] - ox, points[i + 1] - oy,
                        points[i] + ox, points[i + 1] + oy, points[i - 2] + ox, points[i - 1] + oy});
                }
            }
        }
    }

    /** Covers all that lies in any of the polygons, in whichever direction their corners go round. */
    private void fill(List<double[]> polygons, int colour, double opacity) {
        double top = height;
        double bottom = 0;
        for (double[] polygon : polygons) {
            for (int i = 1; i < polygon.length; i += 2) {
                top = Math.min(top, polygon[i]);
                bottom = Math.max(bottom, polygon[i]);
            }
        }
        int from = (int)Math.max(0, Math.floor(top));
        int to = (int)Math.min(height, Math.ceil(bottom));
        float[] covered = new float[width];
        List<List<double[]>> rows = new ArrayList<>();
        for (int s = 0; s < Math.max(0, to - from) * SAMPLES; s++) {
            rows.add(new ArrayList<>());
        }
        for (double[] polygon : polygons) {
            spans(polygon, from, rows);
        }
        for (int y = from; y < to; y++) {
            Arrays.fill(covered, 0);
            for (int s = 0; s < SAMPLES; s++) {
                cover(rows.get((y - from) * SAMPLES + s), covered);
            }
            blend(y, covered, colour, opacity);
        }
    }

    /** Adds where the polygon lies in each sampled row: from, to, from, to, and so on. */
    private static void spans(double[] polygon, int from, List<List<double[]>> rows) {
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < polygon.length; i += 2) {
            top = Math.min(top, polygon[i]);
            bottom = Math.max(bottom, polygon[i]);
        }
        int first = (int)Math.max(0, Math.ceil((top - from) * SAMPLES - 0.5));
        int end = (int)Math.min(rows.size(), Math.ceil((bottom - from) * SAMPLES - 0.5));
        double[] crossings = new double[polygon.length / 2];
        for (int s = first; s < end; s++) {
            double y = from + (s + 0.5) / SAMPLES;
            int count = 0;
            for (int i = 0; i < polygon.length; i += 2) {
                int j = (i + 2) % polygon.length;
                if (polygon[i + 1] <= y != polygon[j + 1] <= y) {
                    crossings[count++] = polygon[i]
                        + (y - polygon[i + 1]) / (polygon[j + 1] - polygon[i + 1]) * (polygon[j] - polygon[i]);
                }
            }
            Arrays.sort(crossings, 0, count);
            for (int c = 0; c + 1 < count; c += 2) {
                rows.get(s).add(new double[] {crossings[c], crossings[c + 1]});
            }
        }
    }

    /** Joins the spans of a sampled row and adds the share that they cover of each pixel. */
    private void cover(List<double[]> spans, float[] covered) {
        spans.sort((a, b) -> Double.compare(a[0], b[0]));
        double start = 0;
        double end = 0;
        for (double[] span : spans) {
            if (span[0] > end) {
                cover(start, end, covered);
                start = span[0];
                end = span[1];
            } else {
                end = Math.max(end, span[1]);
            }
        }
        cover(start, end, covered);
    }

    private void cover(double start, double end, float[] covered) {
        double left = Math.max(0, start);
        double right = Math.min(width, end);
        for (int x = (int)left; x < right; x++) {
            covered[x] += (float)((Math.min(right, x + 1) - Math.max(left, x)) / SAMPLES);
        }
    }

    private void blend(int y, float[] covered, int colour, double opacity) {
        for (int x = 0; x < width; x++) {
            if (covered[x] > 0) {
                float share = (float)(opacity * Math.min(1, covered[x]));
                for (int p = 0; p < 3; p++) {
                    int i = y * width + x;
                    planes[p][i] += share * ((colour >> 16 - 8 * p & 0xff) - planes[p][i]);
                }
            }
        }
    }
}
