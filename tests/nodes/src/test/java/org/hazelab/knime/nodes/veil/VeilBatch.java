// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/** Crops of hazy and clear images, in 0 to 1. */
record VeilBatch(CropBatch crops) implements TrainingBatch<VeilBatch> {

    FloatTensor hazy() {
        return crops.images().get(0);
    }

    FloatTensor clear() {
        return crops.images().get(1);
    }

    @Override
    public int size() {
        return crops.size();
    }

    @Override
    public VeilBatch only(int item) {
        return new VeilBatch(crops.only(item));
    }

    @Override
    public String name(int item) {
        return crops.names().get(item);
    }

    @Override
    public double farthest(int item) {
        double most = 0;
        for (FloatTensor image : crops.images()) {
            for (float value : CropBatch.item(image, item).values()) {
                most = Math.max(most, Math.abs(value - 0.5));
            }
        }
        return most;
    }
}
