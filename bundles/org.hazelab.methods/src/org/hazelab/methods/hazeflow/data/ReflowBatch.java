// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What a step of Reflow is computed from: crops of real haze.
 *
 * @param tensors those that the methods give, in their order
 */
public record ReflowBatch(CropBatch tensors) implements ImageBatch<ReflowBatch> {

    /** The maps of the dark channel prior t_D of the hazy images, (batch, 1, side, side). */
    public FloatTensor darkChannelMap() {
        return tensors.images().get(1);
    }

    /** The exponent g of Gamma(I) = clamp(I, 0, 1)^g, (batch, 1, 1, 1): the same number for all of the batch. */
    public FloatTensor gamma() {
        return tensors.images().get(2);
    }

    /** 1 where there is a clean image, else 0, (batch, 1, 1, 1). */
    public FloatTensor paired() {
        return tensors.images().get(3);
    }

    /** The clean images J, (batch, 3, side, side), zeros where there is none; (batch, 3, 1, 1) without any pairs. */
    public FloatTensor clean() {
        return tensors.images().get(4);
    }

    @Override
    public ReflowBatch only(int item) {
        return new ReflowBatch(tensors.only(item));
    }
}
