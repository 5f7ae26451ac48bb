// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.Locale;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/** A convolution such as networks are made of (64 to 64 channels, 3 x 3, 128 x 128 pixels), timed and checked. */
final class ConvolutionProbe {

    private static final int CHANNELS = 64;
    private static final int SIZE = 128;
    private static final int KERNEL = 3;
    private static final int RUNS = 5;
    private static final int CHECKS = 97;
    private static final double TOLERANCE = 1e-3;
    private static final double OPERATIONS = 2.0 * CHANNELS * CHANNELS * KERNEL * KERNEL * SIZE * SIZE;

    private final FloatTensor image = numbers(1, CHANNELS, SIZE, SIZE);
    private final FloatTensor weight = numbers(CHANNELS, CHANNELS, KERNEL, KERNEL);

    /**
     * How fast it is, in words.
     *
     * @throws HazeLabException if it fails, or the result is wrong
     */
    String run(ComputeDevice device) throws HazeLabException {
        return device.run(Progress.NONE, scope -> {
            DeviceTensor x = scope.put(image);
            DeviceTensor w = scope.put(weight);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                long begin = System.nanoTime();
                FloatTensor result = scope.convolve(x, w).get(); // its values are there: a GPU has ended its work
                best = Math.min(best, System.nanoTime() - begin);
                check(device, result);
            }
            return String.format(Locale.ROOT, "a convolution is right and takes %.1f ms (%.0f GFLOP/s)", best / 1e6,
                OPERATIONS / best);
        });
    }

    private void check(ComputeDevice device, FloatTensor result) throws HazeLabException {
        for (int i = 0; i < result.values().length; i += CHECKS) {
            double expected = expected(i / (SIZE * SIZE), i / SIZE % SIZE, i % SIZE);
            if (!(Math.abs(result.values()[i] - expected) <= TOLERANCE * (1 + Math.abs(expected)))) {
                throw new HazeLabException("A convolution on " + device.name() + " gives " + result.values()[i] + " instead of "
                    + expected, "Do not use this device; report it with this text and, for a GPU, the version of the driver");
            }
        }
    }

    private double expected(int channel, int y, int x) {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int k = 0; k < KERNEL * KERNEL; k++) {
                int row = y + k / KERNEL - 1;
                int column = x + k % KERNEL - 1;
                if (row >= 0 && row < SIZE && column >= 0 && column < SIZE) {
                    sum += (double)image.values()[(c * SIZE + row) * SIZE + column]
                        * weight.values()[(channel * CHANNELS + c) * KERNEL * KERNEL + k];
                }
            }
        }
        return sum;
    }

    /** Numbers from -1 to 1 without a pattern that a wrong order of axes would leave as it is. */
    private static FloatTensor numbers(int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (i * 0x9E3779B9 >> 8) / (float)(1 << 23);
        }
        return tensor;
    }
}
