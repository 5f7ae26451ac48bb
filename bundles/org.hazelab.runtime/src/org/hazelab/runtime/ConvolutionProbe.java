// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.Locale;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A convolution such as networks are made of (64 to 64 channels, 3 x 3, 128 x 128 pixels), timed and checked.
 *
 * <p>On a GPU PyTorch lets cuDNN convolve in TF32: both factors of each product lose all but 10 bits of their fraction,
 * by rounding or by truncation (NVIDIA, "Train With Mixed Precision"; PyTorch, "CUDA semantics"). With 576 products of
 * numbers from -1 to 1, whose root of the sum of squares is 8, rounding was computed to move results by 0.0023
 * (standard deviation) and truncation by up to 0.001 of the result more. So a GPU may be off by 2^-8 of that root and
 * 2^-9 of the result: 13 standard deviations, and less than numbers of 7 bits (bfloat16) are off by.
 */
final class ConvolutionProbe {

    private static final int CHANNELS = 64;
    private static final int SIZE = 128;
    private static final int KERNEL = 3;
    private static final int RUNS = 5;
    private static final int CHECKS = 97;
    private static final double TOLERANCE = 1e-3;
    private static final double TF32_OF_ROOT = 0x1p-8;
    private static final double TF32_OF_RESULT = 0x1p-9;
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
            boolean exact = true;
            for (int i = 0; i < RUNS; i++) {
                long begin = System.nanoTime();
                FloatTensor result = scope.convolve(x, w).get(); // its values are there: a GPU has ended its work
                best = Math.min(best, System.nanoTime() - begin);
                exact &= check(device.name(), !device.isCpu(), result);
            }
            return String.format(Locale.ROOT, "a convolution is right%s and takes %.1f ms (%.0f GFLOP/s)",
                exact ? "" : " to the 10 bits of TF32", best / 1e6, OPERATIONS / best);
        });
    }

    /**
     * Whether a result is that of 32-bit floats.
     *
     * @param tf32 whether that of TF32 is right as well
     * @throws HazeLabException if it is wrong
     */
    boolean check(String device, boolean tf32, FloatTensor result) throws HazeLabException {
        boolean exact = true;
        for (int i = 0; i < result.values().length; i += CHECKS) {
            double expected = 0;
            double squares = 0;
            for (double product : products(i / (SIZE * SIZE), i / SIZE % SIZE, i % SIZE)) {
                expected += product;
                squares += product * product;
            }
            double off = Math.abs(result.values()[i] - expected);
            boolean right = off <= TOLERANCE * (1 + Math.abs(expected));
            if (!right && !(tf32 && off <= TF32_OF_ROOT * Math.sqrt(squares) + TF32_OF_RESULT * Math.abs(expected))) {
                throw new HazeLabException(
                    "A convolution on " + device + " gives " + result.values()[i] + " instead of "
                        + expected,
                    "Do not use this device; report it with this text and, for a GPU, the version of the driver");
            }
            exact &= right;
        }
        return exact;
    }

    FloatTensor image() {
        return image;
    }

    FloatTensor weight() {
        return weight;
    }

    /** What is summed up at a place; 0 beyond the border. */
    private double[] products(int channel, int y, int x) {
        double[] products = new double[CHANNELS * KERNEL * KERNEL];
        for (int c = 0; c < CHANNELS; c++) {
            for (int k = 0; k < KERNEL * KERNEL; k++) {
                int row = y + k / KERNEL - 1;
                int column = x + k % KERNEL - 1;
                if (row >= 0 && row < SIZE && column >= 0 && column < SIZE) {
                    products[c * KERNEL * KERNEL + k] = (double)image.values()[(c * SIZE + row) * SIZE + column]
                        * weight.values()[(channel * CHANNELS + c) * KERNEL * KERNEL + k];
                }
            }
        }
        return products;
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
