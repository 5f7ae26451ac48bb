// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.operations.plot.Canvas.Anchor;
import org.hazelab.operations.plot.LinePlot.Curve;
import org.hazelab.operations.plot.LinePlot.Point;
import org.hazelab.operations.plot.LinePlot.Style;

/** Lays a diagram out in a rectangle and draws it. */
final class PlotDrawing {

    /** Okabe and Ito's colours, which colour-blind people tell apart. */
    private static final int[] COLOURS = {0xd55e00, 0x0072b2, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9};
    private static final int INK = 0x222222;
    private static final int FRAME = 0x444444;
    private static final int GRID = 0xe6e6e6;
    private static final int IDENTITY = 0x666666;
    private static final int WHITE = 0xffffff;
    private static final double BAND_OPACITY = 0.2;

    private final LinePlot plot;
    private final Ticks xs;
    private final Ticks ys;
    /** What all sizes grow with. */
    private final double unit;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    PlotDrawing(LinePlot plot, int width, int height) {
        this.plot = plot;
        unit = Math.min(width / 800.0, height / 600.0);
        xs = ticks(true, plot.x().fromZero(), 7);
        ys = ticks(false, plot.y().fromZero(), 6);
        double widest = ys.ticks().stream().mapToDouble(tick -> StrokeFont.width(tick.label(), tickSize())).max()
            .orElse(0);
        left = 20 * unit + labelSize() + 14 * unit + widest + 10 * unit;
        right = width - 34 * unit;
        top = plot.title().isEmpty() ? 26 * unit : 58 * unit;
        bottom = height - (26 + 22) * unit - labelSize() - 6 * unit;
    }

    private double tickSize() {
        return 17 * unit;
    }

    private double labelSize() {
        return 19 * unit;
    }

    private Ticks ticks(boolean horizontal, boolean fromZero, int about) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve curve : plot.curves()) {
            for (Point point : curve.points()) {
                if (point.isDrawn()) {
                    double value = horizontal ? point.x() : point.y();
                    double band = horizontal ? 0 : point.band();
                    // A band is not followed below 0 where no curve is: what it stands for cannot be negative.
                    least = Math.min(least, value >= 0 ? Math.max(0, value - band) : value - band);
                    most = Math.max(most, value + band);
                }
            }
        }
        if (least > most) {
            return Ticks.of(0, 1, about);
        }
        return Ticks.of(fromZero && least > 0 ? 0 : least, most, about);
    }

    private double x(double value) {
        return left + (value - xs.from()) / (xs.to() - xs.from()) * (right - left);
    }

    private double y(double value) {
        return bottom - (value - ys.from()) / (ys.to() - ys.from()) * (bottom - top);
    }

    void draw(Canvas canvas) {
        grid(canvas);
        if (plot.identity()) {
            double from = Math.max(xs.from(), ys.from());
            double to = Math.min(xs.to(), ys.to());
            if (from < to) {
                canvas.line(new double[] {x(from), y(from), x(to), y(to)}, IDENTITY, 1.6 * unit, 7 * unit, 6 * unit);
            }
        }
        for (int c = 0; c < plot.curves().size(); c++) {
            for (List<Point> run : runs(plot.curves().get(c))) {
                band(canvas, run, colour(c));
            }
        }
        for (int c = 0; c < plot.curves().size(); c++) {
            curve(canvas, plot.curves().get(c), colour(c));
        }
        axes(canvas);
        legend(canvas);
    }

    private static int colour(int curve) {
        return COLOURS[curve % COLOURS.length];
    }

    private void grid(Canvas canvas) {
        for (Ticks.Tick tick : xs.ticks()) {
            canvas.line(new double[] {x(tick.value()), top, x(tick.value()), bottom}, GRID, unit);
        }
        for (Ticks.Tick tick : ys.ticks()) {
            canvas.line(new double[] {left, y(tick.value()), right, y(tick.value())}, GRID, unit);
        }
    }

    private void axes(Canvas canvas) {
        canvas.line(new double[] {left, top, left, bottom, right, bottom, right, top, left, top}, FRAME, 1.3 * unit);
        for (Ticks.Tick tick : xs.ticks()) {
            double x = x(tick.value());
            canvas.line(new double[] {x, bottom, x, bottom + 6 * unit}, FRAME, 1.3 * unit);
            canvas.text(tick.label(), x, bottom + 24 * unit, Anchor.MIDDLE, tickSize(), INK, false);
        }
        for (Ticks.Tick tick : ys.ticks()) {
            double y = y(tick.value());
            canvas.line(new double[] {left - 6 * unit, y, left, y}, FRAME, 1.3 * unit);
            canvas.text(tick.label(), left - 11 * unit, y + 6 * unit, Anchor.END, tickSize(), INK, false);
        }
        double middle = (left + right) / 2;
        canvas.text(plot.x().label(), middle, bottom + 54 * unit, Anchor.MIDDLE, labelSize(), INK, false);
        canvas.text(plot.y().label(), 16 * unit + labelSize() * 0.716, (top + bottom) / 2, Anchor.MIDDLE, labelSize(),
            INK, true);
        if (!plot.title().isEmpty()) {
            canvas.text(plot.title(), middle, 38 * unit, Anchor.MIDDLE, 21 * unit, INK, false);
        }
    }

    /** The pieces of a curve between its gaps. */
    private static List<List<Point>> runs(Curve curve) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point point : curve.points()) {
            if (point.isDrawn()) {
                run.add(point);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private void band(Canvas canvas, List<Point> run, int colour) {
        if (run.stream().noneMatch(point -> point.band() > 0)) {
            return;
        }
        int count = run.size();
        double[] outline = new double[4 * count];
        for (int i = 0; i < count; i++) {
            Point point = run.get(i);
            int back = 4 * count - 2 - 2 * i;
            outline[2 * i] = x(point.x());
            outline[2 * i + 1] = y(Math.min(ys.to(), point.y() + point.band()));
            outline[back] = x(point.x());
            outline[back + 1] = y(Math.max(ys.from(), point.y() - point.band()));
        }
        canvas.polygon(outline, colour, BAND_OPACITY);
    }

    private void curve(Canvas canvas, Curve curve, int colour) {
        for (List<Point> run : runs(curve)) {
            double[] line = new double[2 * run.size()];
            for (int i = 0; i < run.size(); i++) {
                line[2 * i] = x(run.get(i).x());
                line[2 * i + 1] = y(run.get(i).y());
            }
            if (run.size() > 1) {
                canvas.line(line, colour, 2.2 * unit);
            }
            for (int i = 0; i < line.length && (curve.style() == Style.DOTS || run.size() == 1); i += 2) {
                dot(canvas, line[i], line[i + 1], colour);
            }
        }
    }

    private void dot(Canvas canvas, double x, double y, int colour) {
        canvas.dot(x, y, 4.4 * unit, WHITE);
        canvas.dot(x, y, 3.4 * unit, colour);
    }

    private void legend(Canvas canvas) {
        List<String> names = new ArrayList<>(plot.curves().stream().map(Curve::name).toList());
        if (plot.identity()) {
            names.add("identity");
        }
        if (names.isEmpty()) {
            return;
        }
        double row = 26 * unit;
        double width = 62 * unit + names.stream().mapToDouble(n -> StrokeFont.width(n, tickSize())).max().orElse(0)
            + 16 * unit;
        double height = row * names.size() + 12 * unit;
        double[] corner = corner(width, height);
        double x = corner[0];
        double y = corner[1];
        double[] box = {x, y, x + width, y, x + width, y + height, x, y + height};
        canvas.polygon(box, WHITE, 0.85);
        canvas.line(new double[] {x, y, x + width, y, x + width, y + height, x, y + height, x, y}, 0xbbbbbb, unit);
        for (int i = 0; i < names.size(); i++) {
            double middle = y + 6 * unit + row * (i + 0.5);
            sample(canvas, i, x + 12 * unit, x + 50 * unit, middle);
            canvas.text(names.get(i), x + 62 * unit, middle + 6 * unit, Anchor.START, tickSize(), INK, false);
        }
    }

    private void sample(Canvas canvas, int curve, double from, double to, double y) {
        double[] line = {from, y, to, y};
        if (curve == plot.curves().size()) {
            canvas.line(line, IDENTITY, 1.6 * unit, 7 * unit, 6 * unit);
            return;
        }
        Curve shown = plot.curves().get(curve);
        if (shown.points().stream().anyMatch(point -> point.isDrawn() && point.band() > 0)) {
            double half = 7 * unit;
            canvas.polygon(new double[] {from, y - half, to, y - half, to, y + half, from, y + half}, colour(curve),
                BAND_OPACITY);
        }
        canvas.line(line, colour(curve), 2.2 * unit);
        if (shown.style() == Style.DOTS) {
            dot(canvas, (from + to) / 2, y, colour(curve));
        }
    }

    /** The upper left corner of the legend, where it hides the fewest points. */
    private double[] corner(double width, double height) {
        double gap = 12 * unit;
        double[][] corners = {{left + gap, top + gap}, {right - gap - width, bottom - gap - height},
            {right - gap - width, top + gap}, {left + gap, bottom - gap - height}};
        double[] best = corners[0];
        long fewest = Long.MAX_VALUE;
        for (double[] corner : corners) {
            long hidden = plot.curves().stream().flatMap(curve -> curve.points().stream()).filter(Point::isDrawn)
                .filter(point -> x(point.x()) > corner[0] - gap && x(point.x()) < corner[0] + width + gap
                    && y(point.y() - point.band()) > corner[1] - gap
                    && y(point.y() + point.band()) < corner[1] + height + gap)
                .count();
            if (hidden < fewest) {
                fewest = hidden;
                best = corner;
            }
        }
        return best;
    }
}
