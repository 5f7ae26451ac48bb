// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.PrecisionChoice;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.training.TrainMethod;
import org.hazelab.runtime.RuntimeSettings;

/**
 * What the dialogs of all nodes that train ask.
 *
 * @param validationShare of the rows, held out for validation
 * @param checkpoint a path; blank for none
 */
public record CommonSettings(double validationShare, Misfits misfits, KeptWeights keep, String checkpoint,
    IfCheckpoint ifCheckpoint, String device, int threads, PrecisionChoice precision) {

    /**
     * What they mean to the training. Only on the node's own thread.
     *
     * @throws HazeLabException if the checkpoint's path is none
     */
    public TrainMethod.Config config() throws HazeLabException {
        return config(NodeRun.workflowFolder());
    }

    private TrainMethod.Config config(Optional<Path> workflow) throws HazeLabException {
        Optional<Path> file = checkpoint.isBlank() ? Optional.empty()
            : Optional.of(FileLocation.resolve(checkpoint, workflow));
        return new TrainMethod.Config(validationShare, misfits == Misfits.LEAVE_OUT, keep == KeptWeights.LAST, file,
            ifCheckpoint.meaning(), precision.precision());
    }

    /** @throws HazeLabException if there is no such device */
    public RuntimeSettings runtime() throws HazeLabException {
        return DeviceSettings.runtime(device, threads);
    }
}
