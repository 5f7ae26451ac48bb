// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;

/**
 * Makes a model of HazeLab out of a file of one method's weights that does not say so: a checkpoint of PyTorch, or a
 * safetensors file of another program. Names and shapes of its tensors tell; no numbers are read.
 */
public interface CheckpointImporter {

    /**
     * Weights of the method.
     *
     * @param description what the model will say about itself; it has a normalisation only if the file has one
     * @param tensors by their names in the network, in its order
     * @param notes sentences on which weights were taken where the file has several, or on what was left aside
     */
    record Found(ModelDescription description, Map<String, StoredTensor> tensors, List<String> notes) {
    }

    /**
     * What keeps the file from being of this method.
     *
     * @param tensors how many are missing, too many or of another shape
     * @param words which network is nearest, and what is odd, in words that follow "The nearest network is "
     */
    record Nearest(int tensors, String words) {
    }

    /** The weights of this method in a file; of several, averaged ones before others, and the first of these. */
    Optional<Found> find(WeightsFile file);

    /** For a file in which nothing is found: what it lacks, if it resembles a network of the method at all. */
    Optional<Nearest> nearest(WeightsFile file);
}
