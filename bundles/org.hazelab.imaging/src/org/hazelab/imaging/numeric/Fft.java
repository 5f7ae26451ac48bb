// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.Nullable;

/**
 * The discrete Fourier transform of a length, over several signals side by side.
 *
 * <p>Stockham's self-sorting form: each step splits off a factor of the length, and its innermost loop runs over
 * neighbours in memory that share their twiddle factors, so that it compiles to vector instructions. Lengths with a
 * prime
 * factor above {@value #LARGEST_FACTOR} go through Bluestein's convolution of a power of two. Immutable.
 */
final class Fft {

    static final int LARGEST_FACTOR = 61;

    private final int length;
    private final int[] factors;
    /** cos and sin of 2 pi k / length. */
    private final double[] cos;
    private final double[] sin;
    private final @Nullable Bluestein bluestein;

    Fft(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("No signal has " + length + " samples");
        }
        this.length = length;
        factors = factors(length);
        boolean direct = factors.length == 0 || factors[factors.length - 1] <= LARGEST_FACTOR;
        bluestein = direct ? null : new Bluestein(length);
        cos = new double[length];
        sin = new double[length];
        for (int k = 0; k < length; k++) {
            double angle = 2 * Math.PI * k / length;
            cos[k] = StrictMath.cos(angle);
            sin[k] = StrictMath.sin(angle);
        }
    }

    int length() {
        return length;
    }

    /** 4 as often as it goes, then 2, then the odd primes from small to large. */
    private static int[] factors(int length) {
        List<Integer> factors = new ArrayList<>();
        int rest = length;
        for (int factor = 4; rest > 1; factor = factor == 4 ? 2 : factor == 2 ? 3 : factor + 2) {
            while (rest % factor == 0) {
                factors.add(factor);
                rest /= factor;
            }
        }
        return factors.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Arrays to work in. */
    static final class Scratch {

        private double[] re = {};
        private double[] im = {};
        private double[] line = {};
        private @Nullable Scratch inner;

        void reserve(int samples) {
            if (re.length < samples) {
                re = new double[samples];
                im = new double[samples];
            }
        }

        double[] line(int samples) {
            if (line.length < samples) {
                line = new double[samples];
            }
            return line;
        }

        Scratch inner() {
            if (inner == null) {
                inner = new Scratch();
            }
            return inner;
        }
    }

    /**
     * Transforms {@code batch} signals in place, sample k of signal b at {@code k * batch + b}, not scaled; with re
     * and im
     * exchanged it is the inverse.
     */
    void transform(double[] re, double[] im, int batch, Scratch scratch) {
        if (bluestein != null) {
            bluestein.transform(re, im, batch, scratch);
            return;
        }
        int samples = length * batch;
        scratch.reserve(samples);
        double[] xr = re;
        double[] xi = im;
        double[] yr = scratch.re;
        double[] yi = scratch.im;
        int size = length;
        int run = batch;
        for (int factor : factors) {
            int parts = size / factor;
            int stride = length / size;
            switch (factor) {
                case 2 -> two(xr, xi, yr, yi, parts, run, stride);
                case 4 -> four(xr, xi, yr, yi, parts, run, stride);
                default -> odd(factor, xr, xi, yr, yi, parts, run, stride, scratch);
            }
            size = parts;
            run *= factor;
            double[] tr = xr;
            double[] ti = xi;
            xr = yr;
            xi = yi;
            yr = tr;
            yi = ti;
        }
        if (xr != re) {
            System.arraycopy(xr, 0, re, 0, samples);
            System.arraycopy(xi, 0, im, 0, samples);
        }
    }

    private void two(double[] xr, double[] xi, double[] yr, double[] yi, int parts, int run, int stride) {
        for (int p = 0; p < parts; p++) {
            double c = cos[p * stride];
            double s = sin[p * stride];
            int a = p * run;
            int b = (p + parts) * run;
            int to = 2 * p * run;
            for (int q = 0; q < run; q++) {
                double dr = xr[a + q] - xr[b + q];
                double di = xi[a + q] - xi[b + q];
                yr[to + q] = xr[a + q] + xr[b + q];
                yi[to + q] = xi[a + q] + xi[b + q];
                yr[to + run + q] = dr * c + di * s;
                yi[to + run + q] = di * c - dr * s;
            }
        }
    }

    private void four(double[] xr, double[] xi, double[] yr, double[] yi, int parts, int run, int stride) {
        for (int p = 0; p < parts; p++) {
            int k = p * stride;
            four(xr, xi, p * run, parts * run, yr, yi, 4 * p * run, run, k);
        }
    }

    private void four(double[] xr, double[] xi, int at, int step, double[] yr, double[] yi, int to, int run, int k) {
        double c1 = cos[k];
        double s1 = sin[k];
        double c2 = cos[2 * k];
        double s2 = sin[2 * k];
        double c3 = cos[3 * k];
        double s3 = sin[3 * k];
        int b = at + step;
        int c = b + step;
        int d = c + step;
        int to1 = to + run;
        int to2 = to1 + run;
        int to3 = to2 + run;
        for (int q = 0; q < run; q++) {
            double sumR = xr[at + q] + xr[c + q];
            double sumI = xi[at + q] + xi[c + q];
            double difR = xr[at + q] - xr[c + q];
            double difI = xi[at + q] - xi[c + q];
            double oddR = xr[b + q] + xr[d + q];
            double oddI = xi[b + q] + xi[d + q];
            double turnR = xi[b + q] - xi[d + q];
            double turnI = xr[d + q] - xr[b + q];
            yr[to + q] = sumR + oddR;
            yi[to + q] = sumI + oddI;
            double r1 = difR + turnR;
            double i1 = difI + turnI;
            yr[to1 + q] = r1 * c1 + i1 * s1;
            yi[to1 + q] = i1 * c1 - r1 * s1;
            double r2 = sumR - oddR;
            double i2 = sumI - oddI;
            yr[to2 + q] = r2 * c2 + i2 * s2;
            yi[to2 + q] = i2 * c2 - r2 * s2;
            double r3 = difR - turnR;
            double i3 = difI - turnI;
            yr[to3 + q] = r3 * c3 + i3 * s3;
            yi[to3 + q] = i3 * c3 - r3 * s3;
        }
    }

    /** An odd factor: inputs k and factor - k come as sum and difference, which serve outputs j and factor - j. */
    private void odd(int factor, double[] xr, double[] xi, double[] yr, double[] yi, int parts, int run, int stride,
        Scratch scratch) {
        int half = factor / 2;
        double[] line = scratch.line(4 * (half + 1) * run);
        for (int p = 0; p < parts; p++) {
            int to = factor * p * run;
            fold(xr, xi, p * run, parts * run, half, run, line, yr, yi, to);
            for (int j = 1; j <= half; j++) {
                int a = line.length - 4 * run;
                mix(line, half, run, j, length / factor, xr, xi, p * run, a);
                int k = p * stride;
                turn(line, a, run, cos[j * k], sin[j * k], cos[(factor - j) * k], sin[(factor - j) * k],
                    yr, yi, to + j * run, to + (factor - j) * run);
            }
        }
    }

    /** Sums and differences of the inputs that mirror each other into the line; output 0. */
    private static void fold(double[] xr, double[] xi, int at, int step, int half, int run, double[] line, double[] yr,
        double[] yi, int to) {
        System.arraycopy(xr, at, yr, to, run);
        System.arraycopy(xi, at, yi, to, run);
        for (int k = 1; k <= half; k++) {
            int a = at + k * step;
            int b = at + (2 * half + 1 - k) * step;
            int l = 4 * (k - 1) * run;
            for (int q = 0; q < run; q++) {
                double sumR = xr[a + q] + xr[b + q];
                double sumI = xi[a + q] + xi[b + q];
                line[l + q] = sumR;
                line[l + run + q] = sumI;
                line[l + 2 * run + q] = xr[a + q] - xr[b + q];
                line[l + 3 * run + q] = xi[a + q] - xi[b + q];
                yr[to + q] += sumR;
                yi[to + q] += sumI;
            }
        }
    }

    /** The cosine and sine sums of outputs j and factor - j, at {@code a} of the line. */
    private void mix(double[] line, int half, int run, int j, int unit, double[] xr, double[] xi, int at, int a) {
        System.arraycopy(xr, at, line, a, run);
        System.arraycopy(xi, at, line, a + run, run);
        Arrays.fill(line, a + 2 * run, a + 4 * run, 0);
        int factor = 2 * half + 1;
        for (int k = 1; k <= half; k++) {
            double c = cos[j * k % factor * unit];
            double s = sin[j * k % factor * unit];
            int l = 4 * (k - 1) * run;
            for (int q = 0; q < 2 * run; q++) {
                line[a + q] += c * line[l + q];
            }
            for (int q = 2 * run; q < 4 * run; q++) {
                line[a + q] += s * line[l + q];
            }
        }
    }

    private static void turn(double[] line, int a, int run, double c, double s, double cBack, double sBack, double[] yr,
        double[] yi, int to, int toBack) {
        for (int q = 0; q < run; q++) {
            double sumR = line[a + q];
            double sumI = line[a + run + q];
            double difR = line[a + 2 * run + q];
            double difI = line[a + 3 * run + q];
            double r = sumR + difI;
            double i = sumI - difR;
            yr[to + q] = r * c + i * s;
            yi[to + q] = i * c - r * s;
            double rBack = sumR - difI;
            double iBack = sumI + difR;
            yr[toBack + q] = rBack * cBack + iBack * sBack;
            yi[toBack + q] = iBack * cBack - rBack * sBack;
        }
    }

    /** A transform as a convolution with a chirp, done by transforms of a power of two. */
    private static final class Bluestein {

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
            chirpRe = new double[padded.length];
            chirpIm = new double[padded.length];
            for (int k = 0; k < length; k++) {
                double angle = Math.PI * ((long)k * k % (2L * length)) / length;
                cos[k] = StrictMath.cos(angle);
                sin[k] = StrictMath.sin(angle);
                int mirrored = (padded.length - k) % padded.length;
                chirpRe[k] = chirpRe[mirrored] = cos[k] / padded.length;
                chirpIm[k] = chirpIm[mirrored] = sin[k] / padded.length;
            }
            padded.transform(chirpRe, chirpIm, 1, new Scratch());
        }

        void transform(double[] re, double[] im, int batch, Scratch scratch) {
            int samples = padded.length * batch;
            scratch.reserve(samples);
            double[] wr = scratch.re;
            double[] wi = scratch.im;
            Arrays.fill(wr, 0, samples, 0);
            Arrays.fill(wi, 0, samples, 0);
            multiply(re, im, wr, wi, batch, length, cos, sin, -1);
            padded.transform(wr, wi, batch, scratch.inner());
            multiply(wr, wi, wr, wi, batch, padded.length, chirpRe, chirpIm, 1);
            padded.transform(wi, wr, batch, scratch.inner());
            multiply(wr, wi, re, im, batch, length, cos, sin, -1);
        }

        /** Multiplies sample k of every signal with {@code c[k] + i sign s[k]}. */
        private static void multiply(double[] re, double[] im, double[] toRe, double[] toIm, int batch, int samples,
            double[] c, double[] s, int sign) {
            for (int k = 0; k < samples; k++) {
                double cosine = c[k];
                double sine = sign * s[k];
                for (int q = k * batch; q < (k + 1) * batch; q++) {
                    double r = re[q];
                    double i = im[q];
                    toRe[q] = r * cosine - i * sine;
                    toIm[q] = r * sine + i * cosine;
                }
            }
        }
    }
}
