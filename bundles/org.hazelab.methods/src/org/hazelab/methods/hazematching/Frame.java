// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.methods.dehazing.Tile;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * An image being dehazed: its tiles over all samples, as a row of jobs of which job j is tile j mod n of sample j / n,
 * and what has come of them. Tiles of background have no job but that of the darkest of them, whose pixels
 * they all get.
 */
final class Frame {

    private final FloatTensor hazy;
    private final Tiling tiling;
    private final Noise noise;
    private final int firstSample;
    private final int samples;
    private final Optional<SampleConsumer> consumer;
    private final int height;
    private final int width;
    private final List<Tile> tiles;
    private final Background background;
    private final Posterior posterior;
    /** The sample that is being filled; null if samples are not wanted. */
    private @Nullable float[] sample;

    /**
     * An image before it is dehazed.
     *
     * @param background the tiles that are not computed
     * @param firstSample the number of the first sample, from 0, which its noise depends on
     */
    Frame(FloatTensor hazy, Tiling tiling, Background background, Noise noise, int firstSample, int samples,
        Optional<SampleConsumer> consumer) {
        this.hazy = hazy;
        this.tiling = tiling;
        this.background = background;
        this.noise = noise;
        this.firstSample = firstSample;
        this.samples = samples;
        this.consumer = consumer;
        height = hazy.shape()[0];
        width = hazy.shape()[1];
        tiles = tiling.tiles(height, width);
        posterior = new Posterior(height, width);
    }

    long jobs() {
        return (long)background.computed() * samples;
    }

    private int tile(long job) {
        return background.tile((int)(job % background.computed()));
    }

    private int sample(long job) {
        return (int)(job / background.computed());
    }

    Posterior posterior() {
        return posterior;
    }

    String words(long job) {
        return "Sample " + (sample(job) + 1) + " of " + samples + ", tile "
            + (job % background.computed() + 1) + " of " + background.computed();
    }

    FloatTensor tiles(long first, int count) {
        int size = tiling.size();
        FloatTensor batch = FloatTensor.zeros(count, 1, size, size);
        for (int i = 0; i < count; i++) {
            tiling.cut(tiles.get(tile(first + i)), hazy.values(), height, width, batch.values(), i * size * size);
        }
        return batch;
    }

    FloatTensor noise(long first, int count) {
        int size = tiling.size();
        FloatTensor batch = FloatTensor.zeros(count, 1, size, size);
        for (int i = 0; i < count; i++) {
            int index = tile(first + i);
            noise.draw(firstSample + sample(first + i), index, tiles.get(index), size, batch.values(),
                i * size * size);
        }
        return batch;
    }

    void accept(long first, FloatTensor results) throws HazeLabException {
        for (int i = 0; i < results.shape()[0]; i++) {
            int index = sample(first + i);
            int tile = tile(first + i);
            int offset = i * tiling.size() * tiling.size();
            keep(index, tiles.get(tile), results.values(), offset);
            if (tile == background.darkest()) {
                repeat(index, tiles.get(tile), results.values(), offset);
            }
            if (sample != null && (first + i + 1) % background.computed() == 0) {
                consumer.orElseThrow().accept(index, sample);
                sample = null;
            }
        }
    }

    private void keep(int index, Tile tile, float[] values, int offset) {
        if (sample == null && consumer.isPresent()) {
            sample = new float[height * width];
        }
        tiling.keep(tile, height, width, (from, to, count) -> {
            for (int x = 0; x < count; x++) {
                posterior.add(index + 1, to + x, values[offset + from + x]);
                if (sample != null) {
                    sample[to + x] = values[offset + from + x];
                }
            }
        });
    }

    /** Gives the kept square of a tile to all that are not computed. */
    private void repeat(int index, Tile computed, float[] values, int offset) {
        for (int other : background.skipped()) {
            Tile tile = tiles.get(other);
            int moved = (computed.cropTop() - tile.cropTop()) * tiling.size() + computed.cropLeft() - tile.cropLeft();
            keep(index, tile, values, offset + moved);
        }
    }
}
