// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What one step is computed from.
 *
 * @param noise normal, (batch, 1, patch, patch)
 * @param clean as {@code noise}
 * @param hazy as {@code noise}
 * @param times (batch)
 */
record CropBatch(FloatTensor noise, FloatTensor clean, FloatTensor hazy, FloatTensor times) {

    static CropBatch empty(int batch, int patch) {
        return new CropBatch(FloatTensor.zeros(batch, 1, patch, patch), FloatTensor.zeros(batch, 1, patch, patch),
            FloatTensor.zeros(batch, 1, patch, patch), FloatTensor.zeros(batch));
    }

    int size() {
        return times.values().length;
    }

    /** Draws a place and a turn, and copies there from a pair. */
    void cut(int index, TrainingPair pair, int patch, boolean flips, RandomStream random) {
        int top = random.nextInt(pair.height() - patch + 1);
        int left = random.nextInt(pair.width() - patch + 1);
        int turn = flips ? random.nextInt(8) : 0;
        for (int y = 0; y < patch; y++) {
            for (int x = 0; x < patch; x++) {
                int row = (turn & 4) == 0 ? y : x;
                int column = (turn & 4) == 0 ? x : y;
                row = (turn & 2) == 0 ? row : patch - 1 - row;
                column = (turn & 1) == 0 ? column : patch - 1 - column;
                int from = (top + row) * pair.width() + left + column;
                int to = (index * patch + y) * patch + x;
                hazy.values()[to] = pair.hazy().values()[from];
                clean.values()[to] = pair.clean().values()[from];
            }
        }
    }

    /** Draws a time and noise. */
    void draw(int index, TimeGrid grid, RandomStream random) {
        times.values()[index] = grid.time(random.nextInt(grid.points()));
        int pixels = noise.values().length / size();
        for (int i = 0; i < pixels; i++) {
            noise.values()[index * pixels + i] = (float)random.nextGaussian();
        }
    }
}
