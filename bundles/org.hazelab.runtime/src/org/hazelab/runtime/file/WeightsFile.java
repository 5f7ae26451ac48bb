// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.file.Path;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.checkpoint.CheckpointFile;
import org.hazelab.runtime.file.checkpoint.PublishedFile;

/** A file of weights that does not say what they are for, open for reading: only names and shapes can tell. */
public interface WeightsFile extends AutoCloseable {

    /**
     * Opens a checkpoint of PyTorch or a safetensors file.
     *
     * @throws HazeLabException if the file cannot be read, is damaged, neither of them, or wants to run code
     */
    static WeightsFile open(Path path) throws HazeLabException {
        return FileKind.of(path) == FileKind.SAFETENSORS ? SafetensorsFile.open(path) : CheckpointFile.open(path);
    }

    /**
     * As {@link #open}, also for a TorchScript archive, which some publish weights in: the tensors of its modules lie
     * in one group, under the names of its state dict. Its program is not read.
     */
    static WeightsFile openPublished(Path path) throws HazeLabException {
        return FileKind.of(path) == FileKind.SAFETENSORS ? SafetensorsFile.open(path) : PublishedFile.open(path);
    }

    /** What the file is, such as {@code a PyTorch checkpoint}. */
    String kind();

    /**
     * The tensors that lie side by side, by their names; those of a list by their numbers from 0, in its order.
     *
     * @return by the paths of the groups: names separated by slashes, empty for the root; in the order of the file
     */
    Map<String, Map<String, StoredTensor>> groups();

    @Override
    void close();
}
