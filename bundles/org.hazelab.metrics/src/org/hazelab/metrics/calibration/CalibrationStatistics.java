// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Gathers the bins over any number of images, none of which is kept, in two passes: first {@link #range} of all
 * deviations, which gives the edges, then {@link #add} of all images.
 *
 * <p>Images may differ in size. Pixels with a NaN or infinite number in one of the three images are counted and left
 * out. The result does not depend on the number of threads. Not thread-safe.
 */
public final class CalibrationStatistics {

    /** The number of bins that HazeMatching's script takes. */
    public static final int DEFAULT_BINS = 50;

    private static final int PIXELS_PER_PIECE = 1 << 16;
    private static final int MOST_BINS = 10_000;

    private final CalibrationVariant variant;
    private final CalibrationFactors factors;
    private final Sums sums;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable double[] edges;

    /**
     * @param bins at least 1
     * @param factors are applied to every deviation first
     * @throws HazeLabException if there are no or very many bins
     */
    public CalibrationStatistics(int bins, CalibrationVariant variant, CalibrationFactors factors)
        throws HazeLabException {
        if (bins < 1 || bins > MOST_BINS) {
            throw new HazeLabException("The number of bins is " + bins, "Choose a number from 1 to " + MOST_BINS);
        }
        this.variant = Objects.requireNonNull(variant);
        this.factors = Objects.requireNonNull(factors);
        sums = new Sums(bins);
    }

    /** What is summed, over a piece of an image or over all. */
    private static final class Sums {

        private final long[] count;
        private final double[] variance;
        private final double[] squared;
        private final double[] fourth;
        private long pixels;
        private long odd;
        private long within1;
        private long within2;

        Sums(int bins) {
            count = new long[bins];
            variance = new double[bins];
            squared = new double[bins];
            fourth = new double[bins];
        }

        void add(double prediction, double deviation, double truth, double[] edges, boolean last) {
            double error = prediction - truth;
            if (!Double.isFinite(error) || !Double.isFinite(deviation)) {
                odd++;
                return;
            }
            pixels++;
            double size = Math.abs(error);
            within1 += size <= deviation ? 1 : 0;
            within2 += size <= 2 * deviation ? 1 : 0;
            int bin = bin(deviation, edges, last);
            if (bin >= 0) {
                double square = error * error;
                count[bin]++;
                variance[bin] += deviation * deviation;
                squared[bin] += square;
                fourth[bin] += square * square;
            }
        }

        void add(Sums other) {
            for (int b = 0; b < count.length; b++) {
                count[b] += other.count[b];
                variance[b] += other.variance[b];
                squared[b] += other.squared[b];
                fourth[b] += other.fourth[b];
            }
            pixels += other.pixels;
            odd += other.odd;
            within1 += other.within1;
            within2 += other.within2;
        }
    }

    /** The bin whose lower edge is not above a value and whose upper edge is; -1 if there is none. */
    private static int bin(double value, double[] edges, boolean last) {
        int bins = edges.length - 1;
        double first = edges[0];
        double span = edges[bins] - first;
        int bin = span > 0 ? (int)Math.min(bins, Math.max(0, (value - first) / span * bins)) : 0;
        while (bin > 0 && value < edges[bin]) {
            bin--;
        }
        while (bin < bins && value >= edges[bin + 1]) {
            bin++;
        }
        if (value < first || bin == bins && (!last || value > edges[bins])) {
            return -1;
        }
        return Math.min(bin, bins - 1);
    }

    /**
     * Empty statistics of the same images, calibrated: the first pass, which this has done, need not be done again.
     *
     * @param calibration what is applied to every deviation; its scalar is not negative
     * @throws IllegalStateException if this has factors of its own
     */
    public CalibrationStatistics calibrated(CalibrationFactors calibration) throws HazeLabException {
        if (!factors.equals(CalibrationFactors.NONE)) {
            throw new IllegalStateException("the deviations are calibrated already");
        }
        if (calibration.scalar() < 0) {
            throw new IllegalArgumentException("a negative scalar exchanges the smallest and the largest deviation");
        }
        CalibrationStatistics other = new CalibrationStatistics(sums.count.length, variant, calibration);
        if (min <= max) {
            other.min = calibration.apply(min);
            other.max = calibration.apply(max);
        }
        return other;
    }

    /**
     * The first pass: finds the smallest and the largest deviation.
     *
     * @throws HazeLabException if a deviation is negative
     */
    public void range(FloatImage deviation, Progress progress) throws HazeLabException {
        if (edges != null) {
            throw new IllegalStateException("the second pass has begun");
        }
        for (int p = 0; p < deviation.slices() * deviation.channels(); p++) {
            progress.checkCanceled();
            for (float value : deviation.plane(p / deviation.channels(), p % deviation.channels())) {
                range(value);
            }
        }
    }

    /**
     * The first pass: finds the smallest and the largest deviation of the pixels that {@link #add} will take, so that
     * others do not stretch the bins.
     *
     * @throws HazeLabException if a deviation is negative, the images differ in size, or no pixel has three finite
     *     numbers
     */
    public void range(FloatImage prediction, FloatImage deviation, FloatImage truth, Progress progress)
        throws HazeLabException {
        if (edges != null) {
            throw new IllegalStateException("the second pass has begun");
        }
        requireFit(prediction, deviation, truth);
        requireUsable(prediction, deviation, truth);
        for (int p = 0; p < deviation.slices() * deviation.channels(); p++) {
            progress.checkCanceled();
            int slice = p / deviation.channels();
            int channel = p % deviation.channels();
            float[] values = deviation.plane(slice, channel);
            float[] predicted = prediction.plane(slice, channel);
            float[] actual = truth.plane(slice, channel);
            for (int i = 0; i < values.length; i++) {
                if (values[i] < 0 || Float.isFinite(predicted[i]) && Float.isFinite(actual[i])) {
                    range(values[i]);
                }
            }
        }
    }

    /** The first pass for one pixel. */
    void range(double deviation) throws HazeLabException {
        if (deviation < 0) {
            throw new HazeLabException("A deviation is negative (" + deviation + ")",
                "Choose the column with the standard deviations");
        }
        if (Double.isFinite(deviation)) {
            double scaled = factors.apply(deviation);
            min = Math.min(min, scaled);
            max = Math.max(max, scaled);
        }
    }

    /**
     * The second pass: puts the pixels of an image into the bins.
     *
     * @param prediction the mean of the samples
     * @param deviation their standard deviation, in the same units, seen by {@link #range} before
     * @param truth what should have been predicted, in the same units
     * @throws HazeLabException if the images differ in size or channels
     */
    public void add(FloatImage prediction, FloatImage deviation, FloatImage truth, Progress progress)
        throws HazeLabException {
        requireFit(prediction, deviation, truth);
        double[] bounds = startSecondPass();
        boolean last = variant == CalibrationVariant.CORRECTED;
        int pieces = (prediction.pixels() + PIXELS_PER_PIECE - 1) / PIXELS_PER_PIECE;
        for (int p = 0; p < prediction.slices() * prediction.channels(); p++) {
            int slice = p / prediction.channels();
            int channel = p % prediction.channels();
            float[] predicted = prediction.plane(slice, channel);
            float[] deviated = deviation.plane(slice, channel);
            float[] actual = truth.plane(slice, channel);
            Sums[] parts = new Sums[pieces];
            Parallel.pieces(prediction.pixels(), PIXELS_PER_PIECE, progress, (from, to) -> {
                Sums part = new Sums(sums.count.length);
                for (int i = from; i < to; i++) {
                    part.add(predicted[i], factors.apply(deviated[i]), actual[i], bounds, last);
                }
                parts[from / PIXELS_PER_PIECE] = part;
            });
            for (Sums part : parts) {
                sums.add(part);
            }
        }
    }

    /** The second pass for one pixel. */
    void add(double prediction, double deviation, double truth) {
        double[] bounds = startSecondPass();
        sums.add(prediction, factors.apply(deviation), truth, bounds, variant == CalibrationVariant.CORRECTED);
    }

    /** The edges of the bins, which stay as they are from the first time on. */
    private double[] startSecondPass() {
        double[] made = edges;
        if (made == null) {
            int bins = sums.count.length;
            made = new double[bins + 1];
            double step = (max - min) / bins;
            for (int b = 0; b < bins; b++) {
                made[b] = min + b * step;
            }
            made[bins] = max;
            edges = made;
        }
        return made;
    }

    /** @throws HazeLabException that names the sizes, if the images differ in size or channels */
    public static void requireFit(FloatImage prediction, FloatImage deviation, FloatImage truth)
        throws HazeLabException {
        requireSame("prediction", prediction, "deviation", deviation);
        requireSame("prediction", prediction, "ground truth", truth);
    }

    /**
     * Refuses images of one size that have nothing in common to be calibrated with.
     *
     * @throws HazeLabException if no pixel has three finite numbers
     */
    public static void requireUsable(FloatImage prediction, FloatImage deviation, FloatImage truth)
        throws HazeLabException {
        for (int p = 0; p < deviation.slices() * deviation.channels(); p++) {
            int slice = p / deviation.channels();
            int channel = p % deviation.channels();
            float[] predicted = prediction.plane(slice, channel);
            float[] deviated = deviation.plane(slice, channel);
            float[] actual = truth.plane(slice, channel);
            for (int i = 0; i < deviated.length; i++) {
                if (Float.isFinite(predicted[i]) && Float.isFinite(deviated[i]) && Float.isFinite(actual[i])) {
                    return;
                }
            }
        }
        throw new HazeLabException("No pixel has a finite number in prediction, deviation and ground truth",
            "Look at how the images were made");
    }

    private static void requireSame(String one, FloatImage a, String other, FloatImage b) throws HazeLabException {
        if (a.width() != b.width() || a.height() != b.height() || a.channels() != b.channels()
            || a.slices() != b.slices()) {
            throw new HazeLabException("The " + one + " has " + size(a) + ", the " + other + " " + size(b),
                "Give images of the same size");
        }
    }

    private static String size(FloatImage image) {
        return image.width() + " x " + image.height() + " pixels"
            + (image.channels() > 1 ? ", " + image.channels() + " channels" : "")
            + (image.slices() > 1 ? ", " + image.slices() + " slices" : "");
    }

    /**
     * The bins of all images.
     *
     * @throws HazeLabException if no pixel had three finite numbers
     */
    public Reliability result() throws HazeLabException {
        if (sums.pixels == 0) {
            throw new HazeLabException("There are no pixels to calibrate with",
                "Give at least one image with prediction, deviation and ground truth");
        }
        double[] bounds = startSecondPass();
        List<CalibrationBin> bins = new ArrayList<>();
        for (int b = 0; b < sums.count.length; b++) {
            long count = sums.count[b];
            double mse = sums.squared[b] / count;
            double deviation = Math.sqrt(Math.max(0, sums.fourth[b] / count - mse * mse));
            double standardError = deviation / Math.sqrt(count);
            double bar = variant == CalibrationVariant.AUTHORS ? Math.sqrt(standardError)
                : mse == 0 ? 0 : standardError / (2 * Math.sqrt(mse));
            bins.add(count == 0 ? new CalibrationBin(bounds[b], bounds[b + 1], 0, 0, Double.NaN, Double.NaN)
                : new CalibrationBin(bounds[b], bounds[b + 1], count, Math.sqrt(sums.variance[b] / count),
                    Math.sqrt(mse),
                    bar));
        }
        return new Reliability(variant, bins, sums.pixels, sums.odd, (double)sums.within1 / sums.pixels,
            (double)sums.within2 / sums.pixels);
    }
}
