// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What a step of Pretrain is computed from: images that haze was put on.
 *
 * @param tensors those that the methods give, in their order
 */
public record PretrainBatch(CropBatch tensors) implements ImageBatch<PretrainBatch> {

    /** The clean images J, (batch, 3, side, side). */
    public FloatTensor clean() {
        return tensors.images().get(1);
    }

    /** The maps of the dark channel prior t_D of the hazy images, (batch, 1, side, side); the network's input. */
    public FloatTensor darkChannelMap() {
        return tensors.images().get(2);
    }

    /** The transmission t_gt that the haze was made with, (batch, 1, side, side). */
    public FloatTensor transmission() {
        return tensors.images().get(3);
    }

    /** The airlight A that the velocity J - A is learned for, (batch, 3, 1, 1): ones, or that of the haze. */
    public FloatTensor airlight() {
        return tensors.images().get(4);
    }

    @Override
    public PretrainBatch only(int item) {
        return new PretrainBatch(tensors.only(item));
    }
}
