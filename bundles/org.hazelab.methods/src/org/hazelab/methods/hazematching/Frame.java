// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * An image being dehazed: its windows over all samples, as a row of jobs of which job j is window j mod n of sample j
 * / n, and what has come of them.
 */
final class Frame {

    private final FloatTensor hazy;
    private final DehazeSettings settings;
    private final DehazeListener listener;
    private final int height;
    private final int width;
    private final int patch;
    private final List<Tile> tiles;
    private final Noise noise;
    private final Posterior posterior;
    /** The sample that is being filled; null if nobody wants it. */
    private float[] sample;

    Frame(FloatTensor hazy, DehazeSettings settings, long image, DehazeListener listener) {
        this.hazy = hazy;
        this.settings = settings;
        this.listener = listener;
        height = hazy.shape()[0];
        width = hazy.shape()[1];
        patch = settings.tiling().patch();
        tiles = settings.tiling().tiles(height, width);
        noise = new Noise(settings.noise(), settings.seed(), image, (float)settings.temperature());
        posterior = new Posterior(height, width);
    }

    long jobs() {
        return (long)tiles.size() * settings.samples();
    }

    private int window(long job) {
        return (int)(job % tiles.size());
    }

    private int sample(long job) {
        return (int)(job / tiles.size());
    }

    Posterior posterior() {
        return posterior;
    }

    String words(long job) {
        return "Sample " + (sample(job) + 1) + " of " + settings.samples() + ", window "
            + (window(job) + 1) + " of " + tiles.size();
    }

    FloatTensor windows(long first, int count) {
        FloatTensor windows = FloatTensor.zeros(count, 1, patch, patch);
        for (int i = 0; i < count; i++) {
            Tile tile = tiles.get(window(first + i));
            for (int y = 0; y < patch; y++) {
                int row = Tiling.mirrored(tile.top() + y, height) * width;
                for (int x = 0; x < patch; x++) {
                    windows.values()[(i * patch + y) * patch + x] =
                        hazy.values()[row + Tiling.mirrored(tile.left() + x, width)];
                }
            }
        }
        return windows;
    }

    FloatTensor noise(long first, int count) {
        FloatTensor values = FloatTensor.zeros(count, 1, patch, patch);
        for (int i = 0; i < count; i++) {
            int index = window(first + i);
            noise.draw(settings.firstSample() + sample(first + i), index, tiles.get(index), patch, values.values(),
                i * patch * patch);
        }
        return values;
    }

    void accept(long first, FloatTensor results) {
        for (int i = 0; i < results.shape()[0]; i++) {
            int index = sample(first + i);
            int window = window(first + i);
            keep(index, tiles.get(window), results.values(), i * patch * patch);
            if (sample != null && window == tiles.size() - 1) {
                listener.sample(index, sample);
                sample = null;
            }
        }
    }

    private void keep(int index, Tile tile, float[] values, int offset) {
        if (sample == null && listener.wantsSamples()) {
            sample = new float[height * width];
        }
        int kept = settings.tiling().kept();
        for (int y = 0; y < Math.min(kept, height - tile.row()); y++) {
            int from = offset + (tile.cropTop() + y) * patch + tile.cropLeft();
            int to = (tile.row() + y) * width + tile.column();
            for (int x = 0; x < Math.min(kept, width - tile.column()); x++) {
                posterior.add(index + 1, to + x, values[from + x]);
                if (sample != null) {
                    sample[to + x] = values[from + x];
                }
            }
        }
    }
}
