// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.trial;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Compares a model on a device with the same model on the processor, which is taken to be right: one tile's values, and
 * how long an evaluation takes.
 *
 * <p>The values may differ by {@value #MOST_DEVIATION} of the standard deviation of the processor's (root of the mean
 * square), and each of them by {@value #MOST_LARGEST} of it. A GPU that shortens factors to the 10 bits of TF32 should
 * be far below. With the 7 bits of bfloat16, HazeMatching's velocities moved by 0.9 % of their deviation. A wrong
 * kernel is far above.
 */
public final class Trial {

    /** The difference that is allowed, in standard deviations of the processor's values: root of the mean square. */
    public static final double MOST_DEVIATION = 0.02;
    /** The largest difference that is allowed, in the same units. */
    public static final double MOST_LARGEST = 0.25;

    private Trial() {
    }

    /** A model on a device. */
    public interface Subject {

        /**
         * Evaluates the model for one tile, with the same values at each call and on each device.
         *
         * @throws HazeLabException if it cannot
         */
        FloatTensor tile(Progress progress) throws HazeLabException;

        /**
         * Measures how many seconds an evaluation for a tile takes, in batches as the device gets them.
         *
         * @throws HazeLabException if it cannot
         */
        double secondsPerTile(Progress progress) throws HazeLabException;
    }

    /**
     * Tries a device. What fails on the device is part of the verdict; what fails on the processor says nothing of the
     * device.
     *
     * @throws CancellationException if the user has cancelled
     */
    public static Verdict run(Subject device, Subject processor, Progress progress) {
        FloatTensor found;
        double seconds;
        try {
            found = device.tile(progress);
            seconds = device.secondsPerTile(progress);
        } catch (CancellationException e) {
            throw e;
        } catch (HazeLabException | RuntimeException e) {
            return Verdict.failed(e instanceof HazeLabException failure ? failure.summary() : String.valueOf(e));
        }
        try {
            FloatTensor expected = processor.tile(progress);
            Verdict verdict = compare(found, expected);
            return verdict.kind() == Verdict.Kind.WRONG || verdict.kind() == Verdict.Kind.UNKNOWN ? verdict
                : verdict.timed(seconds, processor.secondsPerTile(progress));
        } catch (CancellationException e) {
            throw e;
        } catch (HazeLabException | RuntimeException e) {
            return Verdict.UNKNOWN;
        }
    }

    /** Compares values alone. */
    static Verdict compare(FloatTensor found, FloatTensor expected) {
        if (!Arrays.equals(found.shape(), expected.shape()) || expected.values().length == 0) {
            throw new IllegalArgumentException(found + " for " + expected);
        }
        double scale = scale(expected.values());
        if (!Double.isFinite(scale)) {
            return Verdict.UNKNOWN; // the model itself gives numbers that are not finite
        }
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < found.values().length; i++) {
            double off = Math.abs((double)found.values()[i] - expected.values()[i]) / scale;
            squares += off * off;
            largest = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(largest, off);
        }
        double deviation =
            Double.isNaN(squares) ? Double.POSITIVE_INFINITY : Math.sqrt(squares / found.values().length);
        return Verdict.compared(deviation, largest);
    }

    /** The standard deviation; of equal values their amount, of zeros 1. */
    private static double scale(float... values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        if (deviation > 0) {
            return deviation;
        }
        return mean == 0 ? 1 : Math.abs(mean);
    }
}
