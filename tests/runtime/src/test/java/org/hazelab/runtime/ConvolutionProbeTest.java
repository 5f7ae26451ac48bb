// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** The probe's verdict on results as they come from 32-bit floats, from TF32 and from shorter or wrong ones. */
class ConvolutionProbeTest {

    private static final int CHANNELS = 64;
    private static final int SIZE = 128;

    private final ConvolutionProbe probe = new ConvolutionProbe();

    /** The whole convolution in double, of numbers that were shortened first. */
    private FloatTensor convolved(DoubleUnaryOperator shortened) {
        double[] image = shortened(probe.image(), shortened);
        double[] weight = shortened(probe.weight(), shortened);
        FloatTensor result = FloatTensor.zeros(1, CHANNELS, SIZE, SIZE);
        IntStream.range(0, CHANNELS).parallel().forEach(channel -> {
            double[] sums = new double[SIZE * SIZE];
            for (int c = 0; c < CHANNELS; c++) {
                for (int k = 0; k < 9; k++) {
                    add(image, c, weight[(channel * CHANNELS + c) * 9 + k], k / 3 - 1, k % 3 - 1, sums);
                }
            }
            for (int i = 0; i < sums.length; i++) {
                result.values()[channel * SIZE * SIZE + i] = (float)sums[i];
            }
        });
        return result;
    }

    private static void add(double[] image, int channel, double factor, int down, int right, double[] sums) {
        for (int y = Math.max(0, -down); y < Math.min(SIZE, SIZE - down); y++) {
            for (int x = Math.max(0, -right); x < Math.min(SIZE, SIZE - right); x++) {
                sums[y * SIZE + x] += factor * image[(channel * SIZE + y + down) * SIZE + x + right];
            }
        }
    }

    private static double[] shortened(FloatTensor numbers, DoubleUnaryOperator shortened) {
        double[] values = new double[numbers.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shortened.applyAsDouble(numbers.values()[i]);
        }
        return values;
    }

    /** The fraction of a float cut to so many of its 23 bits. */
    private static double cut(double number, int bits) {
        return Float.intBitsToFloat(Float.floatToIntBits((float)number) & -1 << 23 - bits);
    }

    /** The same, rounded to the nearest, ties away from 0. */
    private static double rounded(double number, int bits) {
        return Float.intBitsToFloat(Float.floatToIntBits((float)number) + (1 << 22 - bits) & -1 << 23 - bits);
    }

    @Test
    void callsFloatsExact() throws HazeLabException {
        FloatTensor result = convolved(number -> number);
        assertTrue(probe.check("cpu", false, result));
        assertTrue(probe.check("cuda:0", true, result));
    }

    @Test
    void callsTf32RightOnAGpuAlone() throws HazeLabException {
        FloatTensor result = convolved(number -> rounded(number, 10));
        assertFalse(probe.check("cuda:0", true, result));
        assertThrows(HazeLabException.class, () -> probe.check("cpu", false, result));
        assertFalse(probe.check("cuda:0", true, convolved(number -> cut(number, 10))));
    }

    @Test
    void callsShorterNumbersWrong() {
        FloatTensor result = convolved(number -> rounded(number, 7));
        HazeLabException failure = assertThrows(HazeLabException.class, () -> probe.check("cuda:0", true, result));
        assertTrue(failure.summary().startsWith("A convolution on cuda:0 gives "), failure.summary());
    }

    @Test
    void callsWrongNumbersWrong() {
        FloatTensor result = convolved(number -> number);
        result.values()[97 * 5000] += 0.2f;
        assertThrows(HazeLabException.class, () -> probe.check("cuda:0", true, result));
        result.values()[97 * 5000] = Float.NaN;
        assertThrows(HazeLabException.class, () -> probe.check("cuda:0", true, result));
    }
}
