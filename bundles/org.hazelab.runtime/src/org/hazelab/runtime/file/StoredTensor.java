// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.numbers.Words;
import org.hazelab.runtime.tensor.FloatTensor;

/** A tensor in a file, whose numbers are read when they are asked for, while the file is open. */
public interface StoredTensor {

    /** Where it lies in the file: its name, behind those of the groups that hold it and slashes. */
    String path();

    /** The lengths of its axes, an own copy. */
    int[] shape();

    /**
     * Reads its numbers in row-major order; they become floats as {@link SafetensorsFile#read} says.
     *
     * @throws HazeLabException if the file cannot be read, is damaged, or a number cannot become a float
     */
    FloatTensor read(Progress progress) throws HazeLabException;

    /** Its path and shape for messages, such as {@code "out.2.bias" (1)}. */
    default String words() {
        return Words.quoted(path()) + " (" + words(shape()) + ")";
    }

    /** A shape for messages, such as {@code 32 x 2 x 3 x 3}. */
    static String words(int[] shape) {
        return shape.length == 0 ? "a single number"
            : Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    /**
     * Refuses weights of which one is NaN or infinite: they spread over every image that the network sees.
     *
     * @param file what messages call the file that the tensor is from
     * @param name of the tensor
     * @return the tensor
     * @throws HazeLabException that names tensor and number, if there is such a number
     */
    static FloatTensor requireFinite(String file, String name, FloatTensor tensor) throws HazeLabException {
        float[] values = tensor.values();
        int odd = 0;
        int first = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                first = odd == 0 ? i : first;
                odd++;
            }
        }
        if (odd > 0) {
            throw new HazeLabException(file + " cannot be used: its tensor " + Words.quoted(name) + " has " + odd
                + (odd == 1 ? " weight" : " weights") + " of " + values.length + " that "
                + (odd == 1 ? "is no finite number" : "are no finite numbers") + ", the first being " + values[first],
                "Take an earlier checkpoint of that training, or train again at a lower learning rate");
        }
        return tensor;
    }
}
