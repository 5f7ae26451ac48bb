// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Arrays;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.dehazing.Tile;

/**
 * The normal noise that samples begin with: given by seed, image, sample and place alone, so that it depends neither on
 * batches nor on the device.
 */
final class Noise {

    private final NoiseMode mode;
    private final long seed;
    private final long image;
    private final float temperature;

    Noise(NoiseMode mode, long seed, long image, float temperature) {
        this.mode = mode;
        this.seed = seed;
        this.image = image;
        this.temperature = temperature;
    }

    /** Writes a tile's noise into a batch, from {@code offset} on. */
    void draw(int sample, int index, Tile tile, int size, float[] values, int offset) {
        if (temperature == 0) {
            Arrays.fill(values, offset, offset + size * size, 0);
        } else if (mode == NoiseMode.TILE) {
            fill(stream(sample, index), size * size, values, offset);
        } else {
            for (int y = 0; y < size; y++) {
                RandomStream row = stream(sample, tile.top() + y);
                for (int x = 0; x < tile.left(); x++) {
                    row.nextGaussian();
                }
                fill(row, size, values, offset + y * size);
            }
        }
    }

    private RandomStream stream(int sample, int index) {
        return RandomStream.of(seed, image, sample, mode.ordinal(), index);
    }

    private void fill(RandomStream random, int count, float[] values, int offset) {
        for (int i = 0; i < count; i++) {
            values[offset + i] = temperature * (float)random.nextGaussian();
        }
    }
}
