// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;

/** The weights of a network in a model file, one tensor at a time. */
public final class ModelWeights {

    private ModelWeights() {
    }

    /**
     * The network's parameters in a model file, which may hold more, such as that of a training.
     *
     * @param file open for as long as weights are read
     * @return which fails where weights cannot be read, or are not finite
     * @throws HazeLabException if they do not fit the network
     */
    public static WeightSource of(ModelFile file, Network network, Progress progress) throws HazeLabException {
        Set<String> names = new HashSet<>(file.names());
        for (Parameter parameter : network.parameters()) {
            if (!names.contains(parameter.name())) {
                throw mismatch(parameter.name() + " is missing");
            }
            int[] shape = file.shape(parameter.name());
            if (!Arrays.equals(shape, parameter.shape())) {
                throw mismatch(parameter.name() + " has the shape " + Arrays.toString(shape) + " instead of "
                    + Arrays.toString(parameter.shape()));
            }
        }
        return parameter -> StoredTensor.requireFinite("The model", parameter.name(),
            file.read(parameter.name(), progress));
    }

    private static HazeLabException mismatch(String problem) {
        return new HazeLabException("The model's weights do not fit its network: " + problem,
            "Train the model again, or take another one");
    }
}
