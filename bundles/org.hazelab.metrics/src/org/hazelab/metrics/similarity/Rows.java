// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

/**
 * Weighted sums of rows, written so that they run in vector registers: symmetric windows as pairs of equal weight.
 */
final class Rows {

    private Rows() {
    }

    /** The window along a row: {@code out[x] = sum of taps[t] in[x + t]} for x below {@code n}. */
    static void along(double[] in, double[] taps, double[] out, int n) {
        int last = taps.length - 1;
        int middle = taps.length / 2;
        start(out, n, taps[middle], in, middle, taps[0], in, 0, in, last);
        for (int t = 1; t < middle; t += 2) {
            add(out, n, taps[t], in, t, in, last - t, taps[t + 1], in, t + 1, in, last - t - 1);
        }
    }

    /** The window across rows, the one of tap t being {@code ring[(first + t) % ring.length]}. */
    static void across(double[][] ring, int first, double[] taps, double[] out, int n) {
        int last = taps.length - 1;
        int middle = taps.length / 2;
        start(out, n, taps[middle], row(ring, first + middle), 0, taps[0], row(ring, first), 0,
            row(ring, first + last), 0);
        for (int t = 1; t < middle; t += 2) {
            add(out, n, taps[t], row(ring, first + t), 0, row(ring, first + last - t), 0,
                taps[t + 1], row(ring, first + t + 1), 0, row(ring, first + last - t - 1), 0);
        }
    }

    private static double[] row(double[][] ring, int y) {
        return ring[y % ring.length];
    }

    private static void start(double[] out, int n, double middle, double[] m, int mAt, double outer, double[] a,
        int aAt, double[] b, int bAt) {
        for (int x = 0; x < n; x++) {
            out[x] = middle * m[mAt + x] + outer * (a[aAt + x] + b[bAt + x]);
        }
    }

    private static void add(double[] out, int n, double v, double[] a, int aAt, double[] b, int bAt, double w,
        double[] c, int cAt, double[] d, int dAt) {
        for (int x = 0; x < n; x++) {
            out[x] += v * (a[aAt + x] + b[bAt + x]) + w * (c[cAt + x] + d[dAt + x]);
        }
    }
}
