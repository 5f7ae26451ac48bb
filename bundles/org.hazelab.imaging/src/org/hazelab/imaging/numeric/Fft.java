// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.Nullable;

/**
 * The discrete Fourier transform of a length, over several signals side by side: sample k of signal b at
 * {@code re[k][b]} and {@code im[k][b]}.
 *
 * <p>Stockham's self-sorting form: each step splits off a factor of the length, and its innermost loop runs over the
 * signals, which share their twiddle factors. Each sample is an array of its own, so that all arrays of such a loop
 * have the same index: only then does the JIT compiler of Java 17 make vector instructions of it, since two places of
 * one array might be the same one. Lengths with a prime factor above {@value #LARGEST_FACTOR} go through Bluestein's
 * convolution of a power of two. Immutable.
 */
final class Fft {

    static final int LARGEST_FACTOR = 61;
    /** Signals that are transformed at once: few enough for the cache, enough for a loop of vector instructions. */
    private static final int STRIP = 256;

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

        double[][] re = {};
        double[][] im = {};
        private double[][] lines = {};
        private @Nullable Scratch inner;

        void reserve(int samples, int signals) {
            re = reserve(re, samples, signals);
            im = reserve(im, samples, signals);
        }

        private double[][] lines(int count, int signals) {
            lines = reserve(lines, count, signals);
            return lines;
        }

        /** At least so many arrays of at least that length. */
        static double[][] reserve(double[][] arrays, int count, int length) {
            double[][] enough = arrays.length < count ? Arrays.copyOf(arrays, count) : arrays;
            for (int k = 0; k < count; k++) {
                if (enough[k] == null || enough[k].length < length) {
                    enough[k] = new double[length];
                }
            }
            return enough;
        }

        Scratch inner() {
            if (inner == null) {
                inner = new Scratch();
            }
            return inner;
        }
    }

    /**
     * Transforms the signals from 0 to {@code signals}, not scaled; with re and im exchanged it is the inverse. Arrays
     * of re and im may be exchanged for others of at least {@code signals} numbers.
     */
    void transform(double[][] re, double[][] im, int signals, Scratch scratch) {
        if (bluestein != null) {
            bluestein.transform(re, im, signals, scratch);
            return;
        }
        scratch.reserve(length, signals);
        Step there = new Step(re, im, scratch.re, scratch.im);
        Step back = new Step(scratch.re, scratch.im, re, im);
        int strips = Math.max(1, (signals + STRIP / 2) / STRIP);
        for (int s = 0; s < strips; s++) {
            int from = (int)((long)signals * s / strips);
            int to = (int)((long)signals * (s + 1) / strips);
            int size = length;
            int run = 1;
            boolean goes = true;
            for (int factor : factors) {
                Step step = goes ? there : back;
                int parts = size / factor;
                int stride = length / size;
                switch (factor) {
                    case 2 -> two(step, parts, run, stride, from, to);
                    case 4 -> four(step, parts, run, stride, from, to);
                    default -> odd(factor, step, parts, run, stride, from, to,
                        scratch.lines(4 * (factor / 2 + 1), signals));
                }
                size = parts;
                run *= factor;
                goes = !goes;
            }
        }
        if (factors.length % 2 == 1) {
            for (int k = 0; k < length; k++) {
                exchange(re, scratch.re, k);
                exchange(im, scratch.im, k);
            }
        }
    }

    private static void exchange(double[][] a, double[][] b, int k) {
        double[] array = a[k];
        a[k] = b[k];
        b[k] = array;
    }

    /** Where a step takes its numbers from and where it puts them. */
    private record Step(double[][] xr, double[][] xi, double[][] yr, double[][] yi) {
    }

    private void two(Step step, int parts, int run, int stride, int from, int to) {
        for (int p = 0; p < parts; p++) {
            for (int r = 0; r < run; r++) {
                int a = p * run + r;
                int b = a + parts * run;
                int y = 2 * p * run + r;
                two(step.xr[a], step.xi[a], step.xr[b], step.xi[b], step.yr[y], step.yi[y], step.yr[y + run],
                    step.yi[y + run], cos[p * stride], sin[p * stride], from, to);
            }
        }
    }

    private static void two(double[] ar, double[] ai, double[] br, double[] bi, double[] yr, double[] yi, double[] zr,
        double[] zi, double c, double s, int from, int to) {
        for (int q = from; q < to; q++) {
            double dr = ar[q] - br[q];
            double di = ai[q] - bi[q];
            yr[q] = ar[q] + br[q];
            yi[q] = ai[q] + bi[q];
            zr[q] = dr * c + di * s;
            zi[q] = di * c - dr * s;
        }
    }

    private void four(Step step, int parts, int run, int stride, int from, int to) {
        for (int p = 0; p < parts; p++) {
            for (int r = 0; r < run; r++) {
                four(step, p * run + r, parts * run, 4 * p * run + r, run, p * stride, from, to);
            }
        }
    }

    /** Outputs 0 and 2, then 1 and 3: a loop for all four is too long for the compiler to make vectors of. */
    private void four(Step step, int x, int part, int y, int run, int k, int from, int to) {
        double[] ar = step.xr[x];
        double[] ai = step.xi[x];
        double[] br = step.xr[x + part];
        double[] bi = step.xi[x + part];
        double[] cr = step.xr[x + 2 * part];
        double[] ci = step.xi[x + 2 * part];
        double[] dr = step.xr[x + 3 * part];
        double[] di = step.xi[x + 3 * part];
        sums(ar, cr, br, dr, step.yr[y], step.yr[y + 2 * run], from, to);
        sums(ai, ci, bi, di, step.yi[y], step.yi[y + 2 * run], from, to);
        differences(ar, cr, bi, di, step.yr[y + run], step.yr[y + 3 * run], from, to);
        differences(ai, ci, dr, br, step.yi[y + run], step.yi[y + 3 * run], from, to);
        if (k != 0) {
            for (int m = 1; m < 4; m++) {
                turn(step.yr[y + m * run], step.yi[y + m * run], cos[m * k], sin[m * k], from, to);
            }
        }
    }

    private static void sums(double[] a, double[] c, double[] b, double[] d, double[] y0, double[] y2, int from,
        int to) {
        for (int q = from; q < to; q++) {
            double sum = a[q] + c[q];
            double odd = b[q] + d[q];
            y0[q] = sum + odd;
            y2[q] = sum - odd;
        }
    }

    private static void differences(double[] a, double[] c, double[] b, double[] d, double[] y1, double[] y3,
        int from, int to) {
        for (int q = from; q < to; q++) {
            double difference = a[q] - c[q];
            double turn = b[q] - d[q];
            y1[q] = difference + turn;
            y3[q] = difference - turn;
        }
    }

    /** Multiplies with {@code c - i s}. */
    private static void turn(double[] re, double[] im, double c, double s, int from, int to) {
        for (int q = from; q < to; q++) {
            double r = re[q];
            double i = im[q];
            re[q] = r * c + i * s;
            im[q] = i * c - r * s;
        }
    }

    /** An odd factor: inputs k and factor - k come as sum and difference, which serve outputs j and factor - j. */
    private void odd(int factor, Step step, int parts, int run, int stride, int from, int to, double[][] lines) {
        int half = factor / 2;
        for (int p = 0; p < parts; p++) {
            for (int r = 0; r < run; r++) {
                int x = p * run + r;
                int y = factor * p * run + r;
                fold(step, x, parts * run, half, y, lines, from, to);
                for (int j = 1; j <= half; j++) {
                    mix(step.xr[x], step.xi[x], lines, half, j, from, to);
                    int k = p * stride;
                    int back = y + (factor - j) * run;
                    output(lines, 4 * half, step.yr[y + j * run], step.yi[y + j * run], cos[j * k], sin[j * k], 1, from,
                        to);
                    output(lines, 4 * half, step.yr[back], step.yi[back], cos[(factor - j) * k], sin[(factor - j) * k],
                        -1, from, to);
                }
            }
        }
    }

    /** Sums and differences of the inputs that mirror each other into the lines; output 0. */
    private static void fold(Step step, int x, int part, int half, int y, double[][] lines, int from, int to) {
        double[] yr = step.yr[y];
        double[] yi = step.yi[y];
        System.arraycopy(step.xr[x], from, yr, from, to - from);
        System.arraycopy(step.xi[x], from, yi, from, to - from);
        for (int k = 1; k <= half; k++) {
            int a = x + k * part;
            int b = x + (2 * half + 1 - k) * part;
            fold(step.xr[a], step.xr[b], lines[4 * k - 4], lines[4 * k - 2], yr, from, to);
            fold(step.xi[a], step.xi[b], lines[4 * k - 3], lines[4 * k - 1], yi, from, to);
        }
    }

    private static void fold(double[] a, double[] b, double[] sums, double[] differences, double[] y, int from,
        int to) {
        for (int q = from; q < to; q++) {
            double sum = a[q] + b[q];
            sums[q] = sum;
            differences[q] = a[q] - b[q];
            y[q] += sum;
        }
    }

    /** The cosine and sine sums of outputs j and factor - j, into the four lines behind the folded ones. */
    private void mix(double[] xr, double[] xi, double[][] lines, int half, int j, int from, int to) {
        int sums = 4 * half;
        int factor = 2 * half + 1;
        int unit = length / factor;
        System.arraycopy(xr, from, lines[sums], from, to - from);
        System.arraycopy(xi, from, lines[sums + 1], from, to - from);
        Arrays.fill(lines[sums + 2], from, to, 0);
        Arrays.fill(lines[sums + 3], from, to, 0);
        int k = 1;
        for (; k + 2 <= half; k += 3) {
            int a = j * k % factor * unit;
            int b = j * (k + 1) % factor * unit;
            int c = j * (k + 2) % factor * unit;
            for (int part = 0; part < 4; part++) {
                double[] wave = part < 2 ? cos : sin;
                add(lines[sums + part], lines[4 * k - 4 + part], wave[a], lines[4 * k + part], wave[b],
                    lines[4 * k + 4 + part], wave[c], from, to);
            }
        }
        for (; k <= half; k++) {
            int a = j * k % factor * unit;
            for (int part = 0; part < 4; part++) {
                add(lines[sums + part], lines[4 * k - 4 + part], part < 2 ? cos[a] : sin[a], from, to);
            }
        }
    }

    private static void add(double[] sums, double[] a, double u, double[] b, double v, double[] c, double w, int from,
        int to) {
        for (int q = from; q < to; q++) {
            sums[q] = sums[q] + u * a[q] + v * b[q] + w * c[q];
        }
    }

    private static void add(double[] sums, double[] a, double u, int from, int to) {
        for (int q = from; q < to; q++) {
            sums[q] += u * a[q];
        }
    }

    /** An output out of its four sums; the one that mirrors it has the sign -1. */
    private static void output(double[][] lines, int at, double[] yr, double[] yi, double c, double s, double sign,
        int from, int to) {
        double[] sumR = lines[at];
        double[] sumI = lines[at + 1];
        double[] difR = lines[at + 2];
        double[] difI = lines[at + 3];
        for (int q = from; q < to; q++) {
            double r = sumR[q] + sign * difI[q];
            double i = sumI[q] - sign * difR[q];
            yr[q] = r * c + i * s;
            yi[q] = i * c - r * s;
        }
    }
}
