// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.Derived;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;

/** Mean differences between the levels of an image and of its reference. */
final class Differences {

    /** Pixels that are mapped to levels at a time, which stay in the processor's nearest cache. */
    private static final int BLOCK = 1024;

    private Differences() {
    }

    /** The mean square over all pixels and channels. */
    static double meanSquare(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        MetricImage reference = input.reference();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            int channel = c;
            float[] a = image.raw(c);
            float[] b = reference.raw(c);
            boolean raw = image.rawIsLevel() && reference.rawIsLevel();
            sum += PixelLoop.sum(image.width(), image.height(), progress,
                (from, to) -> raw ? squares(a, b, from, to) : squares(image, reference, channel, from, to));
        }
        return sum / ((double)image.pixels() * image.channels());
    }

    /** The mean square over the pixels of a plane that is derived from both. */
    static double meanSquare(MetricInput input, Derived<double[]> plane, Progress progress) {
        MetricImage image = input.image();
        double[] a = image.get(plane, progress);
        double[] b = input.reference().get(plane, progress);
        return PixelLoop.sum(image.width(), image.height(), progress, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (a[i] - b[i]) * (a[i] - b[i]);
            }
            return sum;
        }) / image.pixels();
    }

    /** The mean of the absolute values over all pixels and channels. */
    static double meanAbsolute(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        MetricImage reference = input.reference();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            int channel = c;
            sum += PixelLoop.sum(image.width(), image.height(), progress,
                (from, to) -> absolutes(image, reference, channel, from, to));
        }
        return sum / ((double)image.pixels() * image.channels());
    }

    /** The pixels in four sums by turns, as the version without levels does it. */
    private static double squares(MetricImage image, MetricImage reference, int channel, int from, int to) {
        double[] a = new double[BLOCK];
        double[] b = new double[BLOCK];
        double[] sums = new double[4];
        for (int at = from; at < to; at += BLOCK) {
            int n = Math.min(BLOCK, to - at);
            image.level(channel, at, at + n, a);
            reference.level(channel, at, at + n, b);
            for (int i = 0; i < n; i++) {
                sums[i & 3] += (a[i] - b[i]) * (a[i] - b[i]);
            }
        }
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    /** Four sums side by side do not wait for each other. */
    private static double squares(float[] a, float[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            double d0 = (double)a[i] - b[i];
            double d1 = (double)a[i + 1] - b[i + 1];
            double d2 = (double)a[i + 2] - b[i + 2];
            double d3 = (double)a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        double[] sums = {s0, s1, s2, s3};
        for (int lane = 0; i < to; i++, lane++) {
            double d = (double)a[i] - b[i];
            sums[lane] += d * d;
        }
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    private static double absolutes(MetricImage image, MetricImage reference, int channel, int from, int to) {
        double[] a = new double[BLOCK];
        double[] b = new double[BLOCK];
        double sum = 0;
        for (int at = from; at < to; at += BLOCK) {
            int n = Math.min(BLOCK, to - at);
            image.level(channel, at, at + n, a);
            reference.level(channel, at, at + n, b);
            for (int i = 0; i < n; i++) {
                sum += Math.abs(a[i] - b[i]);
            }
        }
        return sum;
    }
}
