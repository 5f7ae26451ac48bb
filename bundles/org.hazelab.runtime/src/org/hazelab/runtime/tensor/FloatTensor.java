// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * 32-bit floats with a shape, in row-major order (the last axis is contiguous).
 *
 * <p>Neither array is copied: a tensor shares them with the code that makes it or asks for its values.
 *
 * @param shape the lengths of the axes, each at least 0; empty for a single number
 * @param values as many as the product of the lengths
 */
public record FloatTensor(int[] shape, float[] values) {

    /** What every JVM can make an array of. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** @throws IllegalArgumentException if the number of values is not that of the shape */
    public FloatTensor {
        Objects.requireNonNull(values);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values for the shape " + Arrays.toString(shape));
        }
    }

    /**
     * Zeros of a shape.
     *
     * @throws IllegalArgumentException if it has more values than an array
     */
    public static FloatTensor zeros(int... shape) {
        long size = size(shape);
        if (size > LONGEST_ARRAY) {
            throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " has " + size
                + " values, and one tensor has at most " + LONGEST_ARRAY);
        }
        return new FloatTensor(shape, new float[(int)size]);
    }

    /**
     * The number of values of a shape.
     *
     * @throws IllegalArgumentException if a length is negative
     * @throws ArithmeticException if no {@code long} holds the number
     */
    public static long size(int... shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("negative length in the shape " + Arrays.toString(shape));
            }
            if (length > 0 && size > Long.MAX_VALUE / length) {
                throw new ArithmeticException("too many values in the shape " + Arrays.toString(shape));
            }
            size *= length;
        }
        return size;
    }

    /** Equal shapes and equal bits of all values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor tensor && Arrays.equals(shape, tensor.shape)
            && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatTensor" + Arrays.toString(shape);
    }
}
