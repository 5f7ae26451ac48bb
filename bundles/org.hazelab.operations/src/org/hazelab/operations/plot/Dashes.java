// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.ArrayList;
import java.util.List;

/** Cuts lines into dashes. */
final class Dashes {

    private Dashes() {
    }

    /**
     * The dashes of a line.
     *
     * @param points x, y, x, y, and so on
     * @param lengths of dash and gap in turn, all positive
     */
    static List<double[]> cut(double[] points, double... lengths) {
        List<double[]> dashes = new ArrayList<>();
        List<Double> dash = new ArrayList<>(List.of(points[0], points[1]));
        int part = 0;
        double left = lengths[0];
        for (int i = 2; i < points.length; i += 2) {
            double x = points[i - 2];
            double y = points[i - 1];
            double length = Math.sqrt((points[i] - x) * (points[i] - x) + (points[i + 1] - y) * (points[i + 1] - y));
            double done = 0;
            while (length - done > left) {
                done += left;
                double share = done / length;
                dash.addAll(List.of(x + share * (points[i] - x), y + share * (points[i + 1] - y)));
                dash = next(part, dash, dashes);
                part++;
                left = lengths[part % lengths.length];
            }
            left -= length - done;
            dash.addAll(List.of(points[i], points[i + 1]));
        }
        next(part, dash, dashes);
        return dashes;
    }

    /** Ends a dash or a gap; the next one begins where it ends. */
    private static List<Double> next(int part, List<Double> dash, List<double[]> dashes) {
        if (part % 2 == 0) {
            dashes.add(dash.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return new ArrayList<>(dash.subList(dash.size() - 2, dash.size()));
    }
}
