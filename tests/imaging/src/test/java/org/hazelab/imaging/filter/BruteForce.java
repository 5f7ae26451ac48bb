// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

/** The filters as their definitions say, pixel by pixel, in doubles. */
final class BruteForce {

    private BruteForce() {
    }

    static float[] min(int width, int height, float[] plane, int window) {
        float[] result = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float smallest = Float.POSITIVE_INFINITY;
                for (int dy = -(window / 2); dy <= window - 1 - window / 2; dy++) {
                    for (int dx = -(window / 2); dx <= window - 1 - window / 2; dx++) {
                        if (y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width) {
                            float value = plane[(y + dy) * width + x + dx];
                            smallest = value < smallest ? value : smallest;
                        }
                    }
                }
                result[y * width + x] = smallest;
            }
        }
        return result;
    }

    static double[] box(int width, int height, double[] plane, int window, Border border) {
        double[] result = new double[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                int count = 0;
                for (int dy = -(window / 2); dy <= window - 1 - window / 2; dy++) {
                    for (int dx = -(window / 2); dx <= window - 1 - window / 2; dx++) {
                        int row = inside(y + dy, height, border);
                        int column = inside(x + dx, width, border);
                        if (row >= 0 && column >= 0) {
                            sum += plane[row * width + column];
                            count++;
                        }
                    }
                }
                result[y * width + x] = sum / count;
            }
        }
        return result;
    }

    /** Walks back and forth at the mirrors, one step at a time. */
    private static int inside(int position, int length, Border border) {
        if (position >= 0 && position < length) {
            return position;
        }
        if (border == Border.SHRINK) {
            return -1;
        }
        int at = position;
        while (length > 1 && (at < 0 || at >= length)) {
            at = at < 0 ? -at : 2 * (length - 1) - at;
        }
        return length == 1 ? 0 : at;
    }

    static double[] guided(int width, int height, float[] guide, float[] input, int window, double eps, Border border) {
        double[] g = doubles(guide);
        double[] p = doubles(input);
        double[] meanG = box(width, height, g, window, border);
        double[] meanP = box(width, height, p, window, border);
        double[] meanGP = box(width, height, product(g, p), window, border);
        double[] meanGG = box(width, height, product(g, g), window, border);
        double[] a = new double[g.length];
        double[] b = new double[g.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = (meanGP[i] - meanG[i] * meanP[i]) / (meanGG[i] - meanG[i] * meanG[i] + eps);
            b[i] = meanP[i] - a[i] * meanG[i];
        }
        double[] meanA = box(width, height, a, window, border);
        double[] meanB = box(width, height, b, window, border);
        double[] result = new double[g.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = meanA[i] * g[i] + meanB[i];
        }
        return result;
    }

    static double[] doubles(float[] plane) {
        double[] result = new double[plane.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = plane[i];
        }
        return result;
    }

    private static double[] product(double[] one, double[] other) {
        double[] result = new double[one.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = one[i] * other[i];
        }
        return result;
    }
}
