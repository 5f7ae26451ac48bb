// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.stream.IntStream;

import org.hazelab.methods.dehazing.Tile;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * The tiles of an image that hold nothing but background: all of their pixels, those of the margin included, are below
 * a level. The darkest of them is computed all the same, and stands for the others.
 */
final class Background {

    private final int[] computed;
    private final int[] skipped;
    private final int darkest;

    private Background(int[] computed, int[] skipped, int darkest) {
        this.computed = computed;
        this.skipped = skipped;
        this.darkest = darkest;
    }

    /**
     * Looks at an image.
     *
     * @param hazy (height, width)
     * @param level in the image's units; negative infinity for no background
     */
    static Background of(FloatTensor hazy, Tiling tiling, float level) {
        int height = hazy.shape()[0];
        int width = hazy.shape()[1];
        List<Tile> tiles = tiling.tiles(height, width);
        if (level == Float.NEGATIVE_INFINITY) {
            return new Background(IntStream.range(0, tiles.size()).toArray(), new int[0], -1);
        }
        float[] values = new float[tiling.size() * tiling.size()];
        boolean[] dark = new boolean[tiles.size()];
        int darkest = -1;
        float lowest = level;
        for (int t = 0; t < dark.length; t++) {
            tiling.cut(tiles.get(t), hazy.values(), height, width, values, 0);
            float brightest = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                brightest = Math.max(brightest, value);
            }
            dark[t] = brightest < level;
            if (brightest < lowest) {
                lowest = brightest;
                darkest = t;
            }
        }
        int standsForAll = darkest;
        return new Background(IntStream.range(0, dark.length).filter(t -> !dark[t] || t == standsForAll).toArray(),
            IntStream.range(0, dark.length).filter(t -> dark[t] && t != standsForAll).toArray(), darkest);
    }

    /** How many tiles are computed; at least one. */
    int computed() {
        return computed.length;
    }

    /** The number of the n-th tile that is computed. */
    int tile(int n) {
        return computed[n];
    }

    /** The numbers of the tiles that are not computed. */
    int[] skipped() {
        return skipped;
    }

    /** The number of the tile that stands for those; -1 if there is no background. */
    int darkest() {
        return darkest;
    }
}
