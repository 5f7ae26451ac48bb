// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/** A tensor of a checkpoint, whose numbers are read when they are asked for, while its file is open. */
public final class CheckpointTensor implements CheckpointNode, StoredTensor {

    private static final int LONGEST_SPAN = 1 << 30;

    private final TensorLayout layout;
    private final String path;

    CheckpointTensor(TensorLayout layout, String path) {
        this.layout = layout;
        this.path = path;
    }

    /** Where it lies in the tree: the names of the groups and its own, separated by slashes. */
    @Override
    public String path() {
        return path;
    }

    @Override
    public int[] shape() {
        return layout.shape().clone();
    }

    /** How PyTorch calls the type of its numbers or its storage, such as {@code FloatStorage}. */
    public String type() {
        return layout.type();
    }

    /**
     * Reads its numbers in row-major order, whatever their order in the file; they become floats as
     * {@link SafetensorsFile#read} says.
     *
     * @throws HazeLabException if the file cannot be read, is damaged, or a number cannot become a float
     */
    @Override
    public FloatTensor read(Progress progress) throws HazeLabException {
        TensorStorage storage = layout.storage();
        FileBytes file = storage.file();
        ScalarType type = ScalarType.ofTorch(layout.type());
        if (type == null) {
            throw file.refused("has in its tensor " + Words.quoted(path) + " numbers of the type "
                + Words.quoted(layout.type()) + ", which HazeLab does not read", "Convert them to 32-bit floats");
        }
        float[] values = Numbers.allocate(file, path, layout.count());
        if (values.length > 0) {
            long at = storage.position(type.bytes(), progress) + layout.offset() * type.bytes();
            if (layout.contiguous()) {
                Numbers.read(file, at, type, path, values, progress);
            } else {
                gather(file, at, type, values, progress);
            }
        }
        return new FloatTensor(layout.shape().clone(), values);
    }

    private void gather(FileBytes file, long at, ScalarType type, float[] values, Progress progress)
        throws HazeLabException {
        long length = (layout.last() + 1) * type.bytes();
        if (length > LONGEST_SPAN) {
            throw file.refused("has a large tensor " + Words.quoted(path) + " whose numbers do not lie side by side",
                "Make it contiguous and save it again");
        }
        ByteBuffer span = file.read(at, (int)length);
        int[] index = new int[layout.shape().length];
        for (int i = 0; i < values.length; i++) {
            if (i % (1 << 16) == 0) {
                progress.checkCanceled();
            }
            long element = 0;
            for (int axis = 0; axis < index.length; axis++) {
                element += index[axis] * layout.strides()[axis];
            }
            span.position((int)element * type.bytes());
            Numbers.decode(file, type, path, span, values, i, 1);
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == layout.shape()[axis]; axis--) {
                index[axis] = 0;
            }
        }
    }

    @Override
    public String toString() {
        return path + " " + type() + Arrays.toString(layout.shape());
    }
}
