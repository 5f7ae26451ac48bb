// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
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

    /** One of the crops as a batch of its own. */
    CropBatch only(int index) {
        return new CropBatch(only(noise, index), only(clean, index), only(hazy, index), only(times, index));
    }

    private FloatTensor only(FloatTensor all, int index) {
        int[] shape = all.shape().clone();
        shape[0] = 1;
        int length = all.values().length / size();
        return new FloatTensor(shape, Arrays.copyOfRange(all.values(), index * length, (index + 1) * length));
    }

    /** How far the pixels of a crop are from the mean at most, in standard deviations of all images. */
    double farthest(int index) {
        double most = 0;
        int pixels = hazy.values().length / size();
        for (int i = index * pixels; i < (index + 1) * pixels; i++) {
            most = Math.max(most, Math.max(Math.abs(hazy.values()[i]), Math.abs(clean.values()[i])));
        }
        return most;
    }

    /** Draws a place and a turn, and copies there from a pair. */
    void cut(int index, TrainingPairs pairs, int pair, int patch, boolean flips, RandomStream random)
        throws HazeLabException {
        int top = random.nextInt(pairs.height(pair) - patch + 1);
        int left = random.nextInt(pairs.width(pair) - patch + 1);
        int turn = flips ? random.nextInt(8) : 0;
        float[] hazySquare = new float[patch * patch];
        float[] cleanSquare = new float[patch * patch];
        pairs.square(pair, top, left, patch, hazySquare, cleanSquare);
        for (int y = 0; y < patch; y++) {
            for (int x = 0; x < patch; x++) {
                int row = (turn & 4) == 0 ? y : x;
                int column = (turn & 4) == 0 ? x : y;
                row = (turn & 2) == 0 ? row : patch - 1 - row;
                column = (turn & 1) == 0 ? column : patch - 1 - column;
                int from = row * patch + column;
                int to = (index * patch + y) * patch + x;
                hazy.values()[to] = hazySquare[from];
                clean.values()[to] = cleanSquare[from];
            }
        }
    }

    /** Draws a time, of the grid or any, and noise. */
    void draw(int index, TimeGrid grid, boolean anyTime, RandomStream random) {
        times.values()[index] = anyTime ? random.nextFloat() : grid.time(random.nextInt(grid.points()));
        int pixels = noise.values().length / size();
        for (int i = 0; i < pixels; i++) {
            noise.values()[index * pixels + i] = (float)random.nextGaussian();
        }
    }
}
