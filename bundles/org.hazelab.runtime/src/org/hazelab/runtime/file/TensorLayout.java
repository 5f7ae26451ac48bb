// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;

/**
 * How a tensor of a checkpoint lies in its storage, checked against it: element (i, j, ...) is number
 * {@code offset + i * strides[0] + j * strides[1] + ...} of the storage.
 *
 * @param type PyTorch's name of the type of its numbers
 */
record TensorLayout(TensorStorage storage, String type, long offset, int[] shape, long[] strides) {

    static final int MOST_AXES = 16;

    static TensorLayout of(TensorStorage storage, String type, long offset, long[] shape, long[] strides)
        throws HazeLabException {
        FileBytes file = storage.file();
        if (shape.length > MOST_AXES || shape.length != strides.length) {
            throw wrong(file);
        }
        int[] lengths = new int[shape.length];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0 || shape[i] > Integer.MAX_VALUE || strides[i] < 0
                || shape[i] > 0 && count > Long.MAX_VALUE / shape[i]) {
                throw wrong(file);
            }
            lengths[i] = (int)shape[i];
            count *= shape[i];
        }
        if (offset < 0 || count > 0 && !fits(storage.size(type), offset, shape, strides)) {
            throw wrong(file);
        }
        return new TensorLayout(storage, type, offset, lengths, strides);
    }

    /** Whether a tensor that has numbers has them within a storage; nothing here can overflow. */
    private static boolean fits(long size, long offset, long[] shape, long[] strides) {
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] > 1) {
                if (strides[i] > size / (shape[i] - 1)) {
                    return false;
                }
                last += strides[i] * (shape[i] - 1);
            }
        }
        return offset <= size && last < size - offset;
    }

    private static HazeLabException wrong(FileBytes file) {
        return file.damaged("a tensor does not fit the numbers stored for it");
    }

    /** The number of its numbers. */
    long count() {
        long count = 1;
        for (int length : shape) {
            count *= length;
        }
        return count;
    }

    /** The largest distance from its first number, of a tensor that has any. */
    long last() {
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            last += strides[i] * (shape[i] - 1);
        }
        return last;
    }

    /** Whether its numbers lie side by side in row-major order. */
    boolean contiguous() {
        long expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != expected) {
                return false;
            }
            expected *= shape[i];
        }
        return true;
    }
}
