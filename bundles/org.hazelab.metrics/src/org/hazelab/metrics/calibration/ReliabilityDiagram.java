// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The RMSE of bins over their RMV: a curve for each set of deviations, which lies on the diagonal if they are right.
 *
 * @param curves such as that of the deviations as predicted, and as calibrated
 */
public record ReliabilityDiagram(List<Curve> curves) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 520;
    private static final int LEFT = 80;
    private static final int TOP = 20;
    private static final int SIDE = 430;
    private static final int TICKS = 6;
    /** Okabe and Ito's colours, which colour-blind people tell apart. */
    private static final String[] COLOURS = {"#D55E00", "#0072B2", "#009E73", "#CC79A7"};

    public ReliabilityDiagram {
        curves = List.copyOf(curves);
    }

    /** @param name for the legend */
    public record Curve(String name, Reliability reliability) {

        /** The bins that are drawn: those that a fit would use. */
        public List<CalibrationBin> points() {
            return reliability.fitted();
        }
    }

    /** The diagram as an SVG file: dots joined by dashes, bands of the error bars, the diagonal, axes and legend. */
    public String svg() {
        double top = top();
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH
            + "\" height=\"" + HEIGHT + "\" font-family=\"sans-serif\" font-size=\"13\">\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        axes(svg, top);
        for (int c = 0; c < curves.size(); c++) {
            curve(svg, curves.get(c), COLOURS[c % COLOURS.length], top);
            text(svg, LEFT + 34, TOP + 22 + 20 * c, "start", curves.get(c).name());
            svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>\n",
                LEFT + 14, TOP + 15 + 20 * c, COLOURS[c % COLOURS.length]));
        }
        return svg.append("</svg>\n").toString();
    }

    /** A round number above all that is drawn. */
    private double top() {
        double most = 0;
        for (Curve curve : curves) {
            for (CalibrationBin bin : curve.points()) {
                most = Math.max(most, Math.max(bin.rmv(), bin.rmse() + bin.errorBar()));
            }
        }
        double step = tick(most > 0 ? most : 1);
        return step * Math.ceil((most > 0 ? most : 1) / step);
    }

    /** The distance of ticks: 1, 2 or 5 times a power of ten. */
    private static double tick(double range) {
        double power = 1;
        while (power * 10 <= range / TICKS) {
            power *= 10;
        }
        while (power > range / TICKS) {
            power /= 10;
        }
        for (int factor : new int[] {2, 5, 10}) {
            if (power * factor >= range / TICKS) {
                return power * factor;
            }
        }
        return power * 10;
    }

    private static void axes(StringBuilder svg, double top) {
        double step = tick(top);
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
            double at = i * step;
            line(svg, x(at, top), y(0, top), x(at, top), y(top, top), "#E0E0E0");
            line(svg, x(0, top), y(at, top), x(top, top), y(at, top), "#E0E0E0");
            String label = String.format(Locale.ROOT, "%.3g", at);
            text(svg, x(at, top), y(0, top) + 18, "middle", label);
            text(svg, LEFT - 8, y(at, top) + 4, "end", label);
        }
        line(svg, x(0, top), y(0, top), x(top, top), y(top, top), "#808080");
        line(svg, x(0, top), y(0, top), x(top, top), y(0, top), "black");
        line(svg, x(0, top), y(0, top), x(0, top), y(top, top), "black");
        text(svg, LEFT + SIDE / 2.0, HEIGHT - 16, "middle", "predicted: root mean variance (RMV)");
        svg.append(String.format(Locale.ROOT, "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">"
            + "observed: root mean squared error (RMSE)</text>\n", TOP + SIDE / 2));
    }

    private static void curve(StringBuilder svg, Curve curve, String colour, double top) {
        List<String> points = new ArrayList<>();
        List<String> band = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        for (CalibrationBin bin : curve.points()) {
            points.add(point(bin.rmv(), bin.rmse(), top));
            band.add(point(bin.rmv(), bin.rmse() + bin.errorBar(), top));
            lower.add(0, point(bin.rmv(), Math.max(0, bin.rmse() - bin.errorBar()), top));
        }
        band.addAll(lower);
        svg.append("<polygon points=\"").append(String.join(" ", band)).append("\" fill=\"").append(colour)
            .append("\" fill-opacity=\"0.2\"/>\n<polyline points=\"").append(String.join(" ", points))
            .append("\" fill=\"none\" stroke=\"").append(colour).append("\" stroke-dasharray=\"5 3\"/>\n");
        for (CalibrationBin bin : curve.points()) {
            svg.append(String.format(Locale.ROOT, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"2.5\" fill=\"%s\"/>\n",
                x(bin.rmv(), top), y(bin.rmse(), top), colour));
        }
    }

    private static String point(double x, double y, double top) {
        return String.format(Locale.ROOT, "%.2f,%.2f", x(x, top), y(y, top));
    }

    private static double x(double value, double top) {
        return LEFT + value / top * SIDE;
    }

    private static double y(double value, double top) {
        return TOP + SIDE - value / top * SIDE;
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(Locale.ROOT, "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"%s\"/>\n",
            x1, y1, x2, y2, colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>\n", x, y,
            anchor,
            escaped(text)));
    }

    /** Without what XML would read as markup, and without control characters, which it cannot hold. */
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
