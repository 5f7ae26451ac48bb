// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * 32-bit floats with a shape, in row-major order (the last axis is contiguous).
 *
 * <p>Neither array is copied: whoever makes one or asks for its values shares them.
 *
 * @param shape the lengths of the axes, each at least 0; empty for a single number
 * @param values as many as the product of the lengths
 */
public record FloatTensor(int[] shape, float[] values) {

    /** @throws IllegalArgumentException if the number of values is not that of the shape */
    public FloatTensor {
        Objects.requireNonNull(values);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values for the shape " + Arrays.toString(shape));
        }
    }

    /** Zeros of a shape. */
    public static FloatTensor zeros(int... shape) {
        return new FloatTensor(shape, new float[Math.toIntExact(size(shape))]);
    }

    /** The number of values of a shape. */
    public static long size(int... shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("negative length in the shape " + Arrays.toString(shape));
            }
            size = Math.multiplyExact(size, (long)length);
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
