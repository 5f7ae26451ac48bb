// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.numeric.Fft2;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Elementary;

/**
 * How much the waves at each pixel agree in their phase (Kovesi 1999), as FSIM computes it (Zhang, Zhang, Mou, Zhang,
 * TIP 2011): from 0 to 1, whatever the contrast.
 *
 * <p>The plane's transform is held column by column, which is how it comes out of {@link Fft2#toColumns}; filtered, it
 * goes back to rows. Loops are short and their arrays have one index: Java 17 makes vector instructions of such.
 */
final class PhaseCongruency {

    private static final double NOISE_DEVIATIONS = 2;
    private static final double EPS = 2.22e-16;

    private final int width;
    private final int height;
    private final LogGaborBank bank;
    private final Fft2 fft;
    private final double[][] re;
    private final double[][] im;
    /** Arrays that no thread works in at present: as many as threads have worked at once. */
    private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

    private PhaseCongruency(double[] plane, int width, int height, Progress progress) {
        this.width = width;
        this.height = height;
        bank = LogGaborBank.of(width, height, progress);
        fft = new Fft2(width, height);
        re = new double[width][height];
        im = new double[width][height];
        Workspace workspace = new Workspace();
        double[][] rows = workspace.even[0];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, y * width, rows[y], 0, width);
        }
        fft.toColumns(rows, workspace.odd[0], re, im, workspace.scratch);
        for (int x = 0; x < width; x++) {
            scale(re[x], 1.0 / plane.length, height);
            scale(im[x], 1.0 / plane.length, height);
        }
        workspaces.add(workspace);
    }

    static double[] of(double[] plane, int width, int height, Progress progress) {
        PhaseCongruency congruency = new PhaseCongruency(plane, width, height, progress);
        Orientation[] orientations = new Orientation[LogGaborBank.ORIENTATIONS];
        Parallel.pieces(orientations.length, 1, progress, (from, to) -> {
            for (int o = from; o < to; o++) {
                orientations[o] = congruency.orientation(o, progress);
            }
        });
        double[] result = new double[plane.length];
        PixelLoop.run(width, height, progress, (from, to) -> {
            double[] amplitude = new double[to - from];
            double[] energy = new double[to - from];
            Arrays.fill(amplitude, EPS);
            Arrays.fill(energy, EPS);
            for (Orientation o : orientations) {
                add(o.energy, from, energy);
                add(o.amplitude, from, amplitude);
            }
            for (int i = 0; i < energy.length; i++) {
                result[from + i] = energy[i] / amplitude[i];
            }
        });
        return result;
    }

    private static void add(double[] values, int from, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[from + i];
        }
    }

    private static void scale(double[] values, double factor, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factor;
        }
    }

    /** What one thread works in. */
    private final class Workspace {
        private final Fft2.Scratch scratch = new Fft2.Scratch();
        private final double[][] columnsRe = new double[width][height];
        private final double[][] columnsIm = new double[width][height];
        private final double[][][] even = new double[LogGaborBank.SCALES][height][width];
        private final double[][][] odd = new double[LogGaborBank.SCALES][height][width];
        private final double[] squares = new double[width * height];
        private final double[] sumEven = new double[width];
        private final double[] sumOdd = new double[width];
        private final double[] energy = new double[width];
        private final double[] amplitude = new double[width];
    }

    /** Of one orientation: energy above the noise, and the sum of the scales' amplitudes. */
    private record Orientation(double[] energy, double[] amplitude) {
    }

    private Orientation orientation(int o, Progress progress) {
        @Nullable
        Workspace free = workspaces.poll();
        Workspace w = free == null ? new Workspace() : free;
        for (int s = 0; s < LogGaborBank.SCALES; s++) {
            progress.checkCanceled();
            for (int x = 0; x < width; x++) {
                double[] radial = bank.radial[s][x];
                double[] angular = bank.angular[o][x];
                filter(re[x], radial, angular, w.columnsRe[x], height);
                filter(im[x], radial, angular, w.columnsIm[x], height);
            }
            fft.toRows(w.columnsRe, w.columnsIm, w.even[s], w.odd[s], w.scratch);
        }
        double[] energy = new double[width * height];
        double[] amplitude = new double[width * height];
        for (int y = 0; y < height; y++) {
            gather(w, y);
            System.arraycopy(w.energy, 0, energy, y * width, width);
            System.arraycopy(w.amplitude, 0, amplitude, y * width, width);
        }
        double noise = noise(o, Selection.lowerMedian(w.squares));
        for (int i = 0; i < energy.length; i++) {
            energy[i] = Math.max(energy[i] - noise, 0);
        }
        workspaces.add(w);
        return new Orientation(energy, amplitude);
    }

    private static void filter(double[] from, double[] radial, double[] angular, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i] * (radial[i] * angular[i]);
        }
    }

    /** Energy and amplitude of a row, and the squared amplitudes of the smallest scale. */
    private void gather(Workspace w, int y) {
        sum(w.even[0][y], w.even[1][y], w.even[2][y], w.even[3][y], w.sumEven, width);
        sum(w.odd[0][y], w.odd[1][y], w.odd[2][y], w.odd[3][y], w.sumOdd, width);
        normalize(w.sumEven, w.sumOdd, width);
        squares(w.even[0][y], w.odd[0][y], w.amplitude, width);
        System.arraycopy(w.amplitude, 0, w.squares, y * width, width);
        Arrays.fill(w.energy, 0);
        Arrays.fill(w.amplitude, 0);
        for (int s = 0; s < LogGaborBank.SCALES; s++) {
            addEnergy(w.even[s][y], w.odd[s][y], w.sumEven, w.sumOdd, w.energy, width);
            addAmplitude(w.even[s][y], w.odd[s][y], w.amplitude, width);
        }
    }

    private static void sum(double[] a, double[] b, double[] c, double[] d, double[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = a[i] + b[i] + c[i] + d[i];
        }
    }

    private static void normalize(double[] even, double[] odd, int count) {
        for (int i = 0; i < count; i++) {
            double norm = Math.sqrt(even[i] * even[i] + odd[i] * odd[i]) + EPS;
            even[i] /= norm;
            odd[i] /= norm;
        }
    }

    private static void squares(double[] even, double[] odd, double[] squares, int count) {
        for (int i = 0; i < count; i++) {
            squares[i] = even[i] * even[i] + odd[i] * odd[i];
        }
    }

    private static void addEnergy(double[] even, double[] odd, double[] meanEven, double[] meanOdd, double[] energy,
        int count) {
        for (int i = 0; i < count; i++) {
            double along = even[i] * meanEven[i] + odd[i] * meanOdd[i];
            energy[i] += along - Math.abs(even[i] * meanOdd[i] - odd[i] * meanEven[i]);
        }
    }

    private static void addAmplitude(double[] even, double[] odd, double[] amplitude, int count) {
        for (int i = 0; i < count; i++) {
            amplitude[i] += Math.sqrt(even[i] * even[i] + odd[i] * odd[i]);
        }
    }

    /** The energy that noise alone would have, from the median squared amplitude of the smallest scale. */
    private double noise(int o, double median) {
        double tau = Math.sqrt(-median / Elementary.log(.5) * bank.noiseGain(o));
        double mean = tau * Math.sqrt(Math.PI / 2);
        double deviation = Math.sqrt((2 - Math.PI / 2) * tau * tau);
        return (mean + NOISE_DEVIATIONS * deviation) / 1.7;
    }
}
