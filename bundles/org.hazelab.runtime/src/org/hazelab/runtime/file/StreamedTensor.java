// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A tensor that is written to a file part by part, so that only one part has to be in memory.
 *
 * @param name in the file
 * @param shape the lengths of the axes; not copied, not to be changed
 * @param parts the values in row-major order, as many together as the shape has; each is asked for once, in their order
 */
public record StreamedTensor(String name, int[] shape, List<Part> parts) {

    /** Some values of a tensor that follow each other. */
    @FunctionalInterface
    public interface Part {

        /** @throws HazeLabException if they cannot be had */
        float[] values(Progress progress) throws HazeLabException;
    }

    public StreamedTensor {
        Objects.requireNonNull(name);
        Objects.requireNonNull(shape);
        parts = List.copyOf(parts);
    }

    /** Tensors in memory, in the order of their map. */
    public static List<StreamedTensor> of(Map<String, FloatTensor> tensors) {
        return tensors.entrySet().stream().map(tensor -> new StreamedTensor(tensor.getKey(),
            tensor.getValue().shape(), List.of(progress -> tensor.getValue().values()))).toList();
    }

    /** The number of values. */
    public long size() {
        return FloatTensor.size(shape);
    }
}
