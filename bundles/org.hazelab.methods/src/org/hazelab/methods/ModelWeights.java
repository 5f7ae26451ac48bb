// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.training.Trainer;
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
        return of(file, "", network, progress);
    }

    /**
     * As {@link #of(ModelFile, Network, Progress)}, of tensors whose names have a prefix: those of the best round of a
     * checkpoint, or of a group of its own.
     *
     * @param prefix of the names in the file, such as {@value Trainer#BEST}
     */
    public static WeightSource of(ModelFile file, String prefix, Network network, Progress progress)
        throws HazeLabException {
        Set<String> names = new HashSet<>(file.names());
        for (Parameter parameter : network.parameters()) {
            String name = prefix + parameter.name();
            if (!names.contains(name)) {
                throw mismatch(name + " is missing");
            }
            int[] shape = file.shape(name);
            if (!Arrays.equals(shape, parameter.shape())) {
                throw mismatch(name + " has the shape " + Arrays.toString(shape) + " instead of "
                    + Arrays.toString(parameter.shape()));
            }
        }
        return parameter -> StoredTensor.requireFinite("The model", prefix + parameter.name(),
            file.read(prefix + parameter.name(), progress));
    }

    private static HazeLabException mismatch(String problem) {
        return new HazeLabException("The model's weights do not fit its network: " + problem,
            "Train the model again, or take another one");
    }
}
