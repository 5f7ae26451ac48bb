// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/** What the batches of the stages share: tensors whose first axis counts crops, a hazy image first. */
public interface ImageBatch<B extends ImageBatch<B>> extends TrainingBatch<B> {

    /** The mean of sound pixels and their standard deviation, about. */
    double MIDDLE = 0.5;
    double DEVIATION = 0.25;

    /** All tensors. */
    CropBatch tensors();

    /** The hazy images I, (batch, 3, side, side), in [0, 1]; in Pretrain and where bicubic overshoots, beyond. */
    default FloatTensor hazy() {
        return tensors().images().get(0);
    }

    @Override
    default int size() {
        return tensors().size();
    }

    @Override
    default String name(int item) {
        return tensors().names().get(item);
    }

    @Override
    default double farthest(int item) {
        double most = 0;
        for (FloatTensor tensor : tensors().images()) {
            // gamma, switches and the like are no pixels
            boolean pixels = tensor.shape()[2] == hazy().shape()[2];
            int length = tensor.values().length / size();
            for (int i = item * length; pixels && i < (item + 1) * length; i++) {
                most = Math.max(most, Math.abs(tensor.values()[i] - MIDDLE) / DEVIATION);
            }
        }
        return most;
    }
}
