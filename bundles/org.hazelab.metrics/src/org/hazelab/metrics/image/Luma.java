// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import org.hazelab.imaging.task.Progress;

/**
 * A grey image made of red, green and blue levels: the planes that published metrics call Y or grey. Of an image with
 * one channel it is the same formula with that channel three times.
 */
public enum Luma implements Derived<double[]> {

    /** {@code 0.299 R + 0.587 G + 0.114 B}, the Y of YIQ, not rounded: 0..255. */
    YIQ("Y = 0.299 R + 0.587 G + 0.114 B"),

    /** {@link #YIQ} rounded to whole levels: what pyiqa calls Y. */
    YIQ_ROUNDED("Y = 0.299 R + 0.587 G + 0.114 B, rounded to whole levels"),

    /** {@code 0.298936 R + 0.587043 G + 0.114021 B} rounded to whole levels, halves up: MATLAB's rgb2gray. */
    MATLAB_GREY("grey = 0.298936 R + 0.587043 G + 0.114021 B, rounded to whole levels"),

    /** {@code 16 + (65.481 R + 128.553 G + 24.966 B) / 255}, 16..235, not rounded: BT.601, MATLAB's rgb2ycbcr. */
    STUDIO("Y = 16 + (65.481 R + 128.553 G + 24.966 B) / 255, as MATLAB's rgb2ycbcr");

    private final String words;

    Luma(String words) {
        this.words = words;
    }

    @Override
    public double[] of(MetricImage image, Progress progress) {
        double[] r = image.level(0, progress);
        double[] g = image.level(1, progress);
        double[] b = image.level(2, progress);
        double[] luma = new double[r.length];
        PixelLoop.run(image.width(), image.height(), progress, (from, to) -> fill(luma, r, g, b, from, to));
        return luma;
    }

    /**
     * The luma of some pixels, for metrics that look at each pixel once and have no use for a plane.
     *
     * @param from the first pixel
     * @param to the pixel behind the last
     * @param levels three arrays to work in, of at least as many numbers
     * @param target gets the luma, from its start
     */
    public void fill(MetricImage image, int from, int to, double[][] levels, double[] target) {
        int channels = Math.min(3, image.channels());
        for (int c = 0; c < channels; c++) {
            image.level(c, from, to, levels[c]);
        }
        fill(target, levels[0], levels[channels == 1 ? 0 : 1], levels[channels == 1 ? 0 : 2], 0, to - from);
    }

    private void fill(double[] luma, double[] r, double[] g, double[] b, int from, int to) {
        switch (this) {
            case YIQ -> {
                for (int i = from; i < to; i++) {
                    luma[i] = (299 * r[i] + 587 * g[i] + 114 * b[i]) / 1000;
                }
            }
            case YIQ_ROUNDED -> {
                for (int i = from; i < to; i++) {
                    luma[i] = rounded(r[i], g[i], b[i]);
                }
            }
            case MATLAB_GREY -> {
                for (int i = from; i < to; i++) {
                    luma[i] = Math.floor((298936 * r[i] + 587043 * g[i] + 114021 * b[i]) / 1e6 + 0.5);
                }
            }
            case STUDIO -> {
                for (int i = from; i < to; i++) {
                    luma[i] = 16 + (65.481 * r[i] + 128.553 * g[i] + 24.966 * b[i]) / 255;
                }
            }
        }
    }

    /**
     * One colour in a thousand lies half way between two levels. These go where pyiqa puts them, which keeps the
     * weights in 32-bit floats and multiplies in 64 bits: most go up, since the sum of these weights is a little above
     * 1.
     */
    private static double rounded(double r, double g, double b) {
        return Math.rint((double)0.299f * r + (double)0.587f * g + (double)0.114f * b);
    }

    /** The formula. */
    @Override
    public String toString() {
        return words;
    }
}
