// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.numeric.Fft2;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.numeric.Elementary;

/**
 * How much the waves at each pixel agree in their phase (Kovesi 1999), as FSIM computes it (Zhang, Zhang, Mou, Zhang,
 * TIP 2011): from 0 to 1, whatever the contrast.
 */
final class PhaseCongruency {

    private static final double NOISE_DEVIATIONS = 2;
    private static final double EPS = 2.22e-16;

    private final int pixels;
    private final LogGaborBank bank;
    private final Fft2 fft;
    private final double[] re;
    private final double[] im;

    private PhaseCongruency(double[] plane, int width, int height, Progress progress) {
        pixels = plane.length;
        bank = new LogGaborBank(width, height, progress);
        fft = new Fft2(width, height);
        re = plane.clone();
        im = new double[pixels];
        fft.forward(re, im, new Fft2.Scratch());
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
        for (int i = 0; i < result.length; i++) {
            double energy = EPS;
            double amplitude = EPS;
            for (Orientation o : orientations) {
                energy += o.energy[i];
                amplitude += o.amplitude[i];
            }
            result[i] = energy / amplitude;
        }
        return result;
    }

    /** Of one orientation: energy above the noise, and the sum of the scales' amplitudes. */
    private record Orientation(double[] energy, double[] amplitude) {
    }

    private Orientation orientation(int o, Progress progress) {
        double[][] even = new double[LogGaborBank.SCALES][pixels];
        double[][] odd = new double[LogGaborBank.SCALES][pixels];
        Fft2.Scratch scratch = new Fft2.Scratch();
        for (int s = 0; s < even.length; s++) {
            progress.checkCanceled();
            double[] radial = bank.radial[s];
            double[] angular = bank.angular[o];
            for (int i = 0; i < pixels; i++) {
                double filter = radial[i] * angular[i] / pixels;
                even[s][i] = re[i] * filter;
                odd[s][i] = im[i] * filter;
            }
            fft.inverse(even[s], odd[s], scratch);
        }
        double[] energy = new double[pixels];
        double[] amplitude = new double[pixels];
        double[] squares = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            squares[i] = even[0][i] * even[0][i] + odd[0][i] * odd[0][i];
            gather(even, odd, i, energy, amplitude);
        }
        double noise = noise(o, Selection.lowerMedian(squares));
        for (int i = 0; i < pixels; i++) {
            energy[i] = Math.max(energy[i] - noise, 0);
        }
        return new Orientation(energy, amplitude);
    }

    private static void gather(double[][] even, double[][] odd, int i, double[] energy, double[] amplitude) {
        double sumEven = even[0][i] + even[1][i] + even[2][i] + even[3][i];
        double sumOdd = odd[0][i] + odd[1][i] + odd[2][i] + odd[3][i];
        double norm = Math.sqrt(sumEven * sumEven + sumOdd * sumOdd) + EPS;
        double meanEven = sumEven / norm;
        double meanOdd = sumOdd / norm;
        double energySum = 0;
        double amplitudeSum = 0;
        for (int s = 0; s < LogGaborBank.SCALES; s++) {
            double e = even[s][i];
            double d = odd[s][i];
            energySum += e * meanEven + d * meanOdd - Math.abs(e * meanOdd - d * meanEven);
            amplitudeSum += Math.sqrt(e * e + d * d);
        }
        energy[i] = energySum;
        amplitude[i] = amplitudeSum;
    }

    /** The energy that noise alone would have, from the median squared amplitude of the smallest scale. */
    private double noise(int o, double median) {
        double power = -median / Elementary.log(.5) / bank.power(o);
        double tau = Math.sqrt(power * bank.evenPower(o));
        double mean = tau * Math.sqrt(Math.PI / 2);
        double deviation = Math.sqrt((2 - Math.PI / 2) * tau * tau);
        return (mean + NOISE_DEVIATIONS * deviation) / 1.7;
    }
}
