// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.CheckpointFile;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.tensor.FloatTensor;

/** Makes a model of HazeLab out of a checkpoint that the authors of one method have saved. */
public interface CheckpointImporter {

    /** Whether the checkpoint is of this method, which its tensors tell by their names and shapes. */
    boolean recognizes(CheckpointFile checkpoint);

    /**
     * What the model will say about itself, found without reading numbers. It has a normalisation only if the checkpoint
     * has one.
     *
     * @throws HazeLabException if the checkpoint is recognized, but lacks something
     */
    ModelDescription describe(CheckpointFile checkpoint) throws HazeLabException;

    /**
     * The weights of the model under the names of its network, in their order.
     *
     * @throws HazeLabException if they cannot be read
     */
    Map<String, FloatTensor> weights(CheckpointFile checkpoint, Progress progress) throws HazeLabException;
}
