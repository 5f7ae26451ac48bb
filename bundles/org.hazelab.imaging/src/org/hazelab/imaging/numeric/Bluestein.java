// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

import java.util.Arrays;

/** A transform of any length as a convolution with a chirp, done by transforms of a power of two. Immutable. */
final class Bluestein {

    private final int length;
    private final Fft padded;
    private final double[] cos;
    private final double[] sin;
    private final double[] chirpRe;
    private final double[] chirpIm;

    Bluestein(int length) {
        this.length = length;
        padded = new Fft(Integer.highestOneBit(2 * length - 2) * 2);
        cos = new double[length];
        sin = new double[length];
        double[][] re = new double[padded.length()][1];
        double[][] im = new double[padded.length()][1];
        for (int k = 0; k < length; k++) {
            double angle = Math.PI * ((long)k * k % (2L * length)) / length;
            cos[k] = StrictMath.cos(angle);
            sin[k] = StrictMath.sin(angle);
            int mirrored = (padded.length() - k) % padded.length();
            re[k][0] = re[mirrored][0] = cos[k] / padded.length();
            im[k][0] = im[mirrored][0] = sin[k] / padded.length();
        }
        padded.transform(re, im, 1, new Fft.Scratch());
        chirpRe = Arrays.stream(re).mapToDouble(row -> row[0]).toArray();
        chirpIm = Arrays.stream(im).mapToDouble(row -> row[0]).toArray();
    }

    void transform(double[][] re, double[][] im, int signals, Fft.Scratch scratch) {
        scratch.reserve(padded.length(), signals);
        double[][] wr = scratch.re;
        double[][] wi = scratch.im;
        for (int k = 0; k < padded.length(); k++) {
            if (k < length) {
                multiply(re[k], im[k], wr[k], wi[k], signals, cos[k], -sin[k]);
            } else {
                Arrays.fill(wr[k], 0, signals, 0);
                Arrays.fill(wi[k], 0, signals, 0);
            }
        }
        padded.transform(wr, wi, signals, scratch.inner());
        for (int k = 0; k < padded.length(); k++) {
            multiply(wr[k], wi[k], wr[k], wi[k], signals, chirpRe[k], chirpIm[k]);
        }
        padded.transform(wi, wr, signals, scratch.inner());
        for (int k = 0; k < length; k++) {
            multiply(wr[k], wi[k], re[k], im[k], signals, cos[k], -sin[k]);
        }
    }

    /** Multiplies a sample of every signal with {@code cosine + i sine}. */
    private static void multiply(double[] re, double[] im, double[] toRe, double[] toIm, int signals,
        double cosine, double sine) {
        for (int q = 0; q < signals; q++) {
            double r = re[q];
            double i = im[q];
            toRe[q] = r * cosine - i * sine;
            toIm[q] = r * sine + i * cosine;
        }
    }
}
