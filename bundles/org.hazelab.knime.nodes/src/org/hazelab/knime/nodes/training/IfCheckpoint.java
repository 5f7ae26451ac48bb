// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.hazelab.operations.training.TrainMethod;
import org.knime.node.parameters.widget.choices.Label;

/** What happens if the checkpoint is there when a node is executed. */
public enum IfCheckpoint {
    @Label(value = "Resume", description = "Training goes on where it stopped, if images and settings are the "
        + "same; the number of epochs may be higher.")
    RESUME(TrainMethod.IfCheckpoint.RESUME),
    @Label(value = "Start over", description = "The old checkpoint is replaced after the first epoch.")
    REPLACE(TrainMethod.IfCheckpoint.REPLACE);

    /** How the field of the checkpoint's file is described. */
    public static final String FILE = "A file that the state of the training is written to after every epoch: a "
        + "whole path on this computer, or one relative to the workflow such as "
        + "<tt>knime://knime.workflow/data/checkpoint.safetensors</tt>. Its folder must be there. Left empty, there "
        + "is no checkpoint. It is a model at the same time, which the Model Reader reads.";

    private final TrainMethod.IfCheckpoint meaning;

    IfCheckpoint(TrainMethod.IfCheckpoint meaning) {
        this.meaning = meaning;
    }

    TrainMethod.IfCheckpoint meaning() {
        return meaning;
    }
}
