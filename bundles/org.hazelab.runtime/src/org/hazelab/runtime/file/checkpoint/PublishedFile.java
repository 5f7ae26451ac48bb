// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.file.numbers.Words;

/**
 * A file of PyTorch in which somebody publishes the weights of one network: a checkpoint, or a TorchScript archive, of
 * which the tensors of its modules are read and the program is not.
 *
 * <p>The tensors of an archive lie in one group, under the names of its state dict: those of the modules and their own,
 * separated by dots. As in a checkpoint, nothing is executed.
 */
public final class PublishedFile implements WeightsFile {

    private static final String SEPARATOR = "/";

    private final CheckpointFile file;
    private final Map<String, Map<String, StoredTensor>> groups;

    private PublishedFile(CheckpointFile file, Map<String, Map<String, StoredTensor>> groups) {
        this.file = file;
        this.groups = groups;
    }

    /** @throws HazeLabException as {@link CheckpointFile#open(Path)}, but for archives of TorchScript */
    public static WeightsFile open(Path path) throws HazeLabException {
        FileBytes bytes = FileBytes.open(path, "model");
        CheckpointFile file = CheckpointFile.open(bytes, true);
        if (!file.isScript()) {
            return file;
        }
        boolean opened = false;
        try {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, Map<String, StoredTensor>> group : file.groups().entrySet()) {
                String module = group.getKey().isEmpty() ? "" : group.getKey().replace(SEPARATOR, ".") + ".";
                for (Map.Entry<String, StoredTensor> tensor : group.getValue().entrySet()) {
                    if (tensors.put(module + tensor.getKey(), tensor.getValue()) != null) {
                        throw bytes.damaged("it has two tensors " + Words.quoted(module + tensor.getKey()));
                    }
                }
            }
            opened = true;
            return new PublishedFile(file, Map.of("", tensors));
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public String kind() {
        return "a TorchScript archive";
    }

    @Override
    public Map<String, Map<String, StoredTensor>> groups() {
        return groups;
    }

    @Override
    public void close() {
        file.close();
    }
}
