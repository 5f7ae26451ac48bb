// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What a step of Distillation is computed from: crops of real haze, as they are for the teacher, and worse for the
 * student.
 *
 * @param tensors those that the methods give, in their order
 */
public record DistillationBatch(CropBatch tensors) implements ImageBatch<DistillationBatch> {

    /** The maps of the dark channel prior t_I of the hazy images, (batch, 1, side, side). */
    public FloatTensor darkChannelMap() {
        return tensors.images().get(1);
    }

    /** The enhanced images F(I), (batch, 3, side, side), in [0, 1]. */
    public FloatTensor enhanced() {
        return tensors.images().get(2);
    }

    /** The maps of the dark channel prior t_F of the enhanced images, (batch, 1, side, side). */
    public FloatTensor enhancedDarkChannelMap() {
        return tensors.images().get(3);
    }

    /** 1 where there is a clean image, else 0, (batch, 1, 1, 1). */
    public FloatTensor paired() {
        return tensors.images().get(4);
    }

    /** The clean images J, (batch, 3, side, side), zeros where there is none; (batch, 3, 1, 1) without any pairs. */
    public FloatTensor clean() {
        return tensors.images().get(5);
    }

    @Override
    public DistillationBatch only(int item) {
        return new DistillationBatch(tensors.only(item));
    }
}
