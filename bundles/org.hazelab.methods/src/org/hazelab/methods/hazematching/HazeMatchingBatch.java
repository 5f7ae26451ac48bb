// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What one step is computed from.
 *
 * @param noise normal, (batch, 1, patch, patch)
 * @param times (batch)
 * @param crops the hazy and the clean ones, in units of the network
 */
record HazeMatchingBatch(FloatTensor noise, FloatTensor times, CropBatch crops)
    implements
        TrainingBatch<HazeMatchingBatch> {

    /** Which of a row's images is the hazy one. */
    static final int HAZY = 0;
    /** Which of a row's images is the clean one. */
    static final int CLEAN = 1;

    FloatTensor hazy() {
        return crops.images().get(HAZY);
    }

    FloatTensor clean() {
        return crops.images().get(CLEAN);
    }

    @Override
    public int size() {
        return crops.size();
    }

    @Override
    public HazeMatchingBatch only(int item) {
        return part(item, 1);
    }

    /** Some of the crops, one after another, as a batch of their own. */
    HazeMatchingBatch part(int first, int count) {
        return new HazeMatchingBatch(CropBatch.items(noise, first, count), CropBatch.items(times, first, count),
            crops.part(first, count));
    }

    @Override
    public String name(int item) {
        return crops.names().get(item);
    }

    @Override
    public double farthest(int item) {
        double most = 0;
        int pixels = hazy().values().length / size();
        for (int i = item * pixels; i < (item + 1) * pixels; i++) {
            most = Math.max(most, Math.max(Math.abs(hazy().values()[i]), Math.abs(clean().values()[i])));
        }
        return most;
    }
}
