// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * An image that goes through a network in tiles, once, whose results are blended where tiles overlap: each pixel is the
 * mean of all tiles that hold it, weighted by a squared sine over rows and columns of a tile, which is 1 in its middle
 * and almost 0 at its border. No seam is left, even where tiles differ, as normalisation over a tile makes them.
 */
public final class BlendedImage {

    /** A tile that reaches the border of the image is alone there. */
    private static final double LEAST = 1e-3;

    private final Tiling tiling;
    private final int height;
    private final int width;
    private final float[][] planes;
    private final int[] tops;
    private final int[] lefts;
    private final float[] window;

    /**
     * Lays the tiles.
     *
     * @param tiling the size of the tiles, which lie at most its kept rows and columns apart, evenly
     * @param planes a plane (height, width) for each channel of the network's input, in its units
     */
    public BlendedImage(Tiling tiling, int height, int width, float[]... planes) {
        this.tiling = tiling;
        this.height = height;
        this.width = width;
        this.planes = planes.clone();
        tops = starts(height);
        lefts = starts(width);
        Math.multiplyExact(tops.length, lefts.length);
        window = new float[tiling.size()];
        for (int i = 0; i < window.length; i++) {
            double sine = Math.sin(Math.PI * (i + 0.5) / window.length);
            window[i] = (float)(LEAST + (1 - LEAST) * sine * sine);
        }
    }

    /** A tile that is longer than the image begins with it; the image's mirror image continues it. */
    private int[] starts(int length) {
        int rest = Math.max(0, length - tiling.size());
        int steps = (int)(((long)rest + tiling.kept() - 1) / tiling.kept());
        int[] starts = new int[steps + 1];
        for (int i = 1; i <= steps; i++) {
            starts[i] = (int)((long)rest * i / steps);
        }
        return starts;
    }

    /** How many tiles it has. */
    public int tiles() {
        return tops.length * lefts.length;
    }

    private FloatTensor cut(int first, int count) {
        int size = tiling.size();
        FloatTensor batch = FloatTensor.zeros(count, planes.length, size, size);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < planes.length; c++) {
                tiling.cut(tile(first + i), planes[c], height, width, batch.values(),
                    (i * planes.length + c) * size * size);
            }
        }
        return batch;
    }

    private Tile tile(int index) {
        int top = tops[index / lefts.length];
        int left = lefts[index % lefts.length];
        return new Tile(top, left, top, left);
    }

    /**
     * Sends the tiles through a network.
     *
     * @return for each output its planes (height, width)
     * @throws HazeLabException if there is no memory even for one tile, or the network has failed
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public List<float[][]> through(TiledImage.Network network, TileBatches batches, DehazeWatcher watcher,
        Progress progress) throws HazeLabException {
        List<float[][]> sums = new ArrayList<>();
        batches.run(tiles(), new TileBatches.Work<List<FloatTensor>>() {
            @Override
            public List<FloatTensor> compute(long first, int count, Progress part) throws HazeLabException {
                part.checkCanceled();
                part.report(0, "Tile " + (first + 1) + " of " + tiles());
                return network.compute(cut((int)first, count), part);
            }

            @Override
            public void accept(long first, List<FloatTensor> results) {
                for (int o = 0; o < results.size(); o++) {
                    if (sums.size() == o) {
                        sums.add(new float[results.get(o).shape()[1]][Math.multiplyExact(height, width)]);
                    }
                    add((int)first, results.get(o), sums.get(o));
                }
            }
        }, watcher, progress);
        sums.forEach(output -> divide(output, progress));
        return sums;
    }

    private void add(int first, FloatTensor result, float[][] sums) {
        int size = tiling.size();
        int[] shape = result.shape();
        if (!Arrays.equals(shape, new int[] {shape[0], sums.length, size, size})) {
            throw new IllegalArgumentException("An output of the shape " + Arrays.toString(shape));
        }
        for (int i = 0; i < shape[0]; i++) {
            Tile tile = tile(first + i);
            for (int c = 0; c < sums.length; c++) {
                add(tile, result.values(), (i * sums.length + c) * size * size, sums[c]);
            }
        }
    }

    private void add(Tile tile, float[] values, int offset, float[] sums) {
        int rows = Math.min(tiling.size(), height - tile.top());
        int columns = Math.min(tiling.size(), width - tile.left());
        for (int y = 0; y < rows; y++) {
            int from = offset + y * tiling.size();
            int to = (tile.top() + y) * width + tile.left();
            for (int x = 0; x < columns; x++) {
                sums[to + x] += window[y] * window[x] * values[from + x];
            }
        }
    }

    /** Tiles lie in rows and columns, so that the weights of a pixel's tiles are its row's times its column's. */
    private void divide(float[][] sums, Progress progress) {
        float[] ofRows = weights(height, tops);
        float[] ofColumns = weights(width, lefts);
        Parallel.pieces(height, Math.max(1, (1 << 16) / width), progress, (from, to) -> {
            for (float[] plane : sums) {
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < width; x++) {
                        plane[y * width + x] /= ofRows[y] * ofColumns[x];
                    }
                }
            }
        });
    }

    private float[] weights(int length, int... starts) {
        float[] weights = new float[length];
        for (int start : starts) {
            for (int i = 0; i < Math.min(window.length, length - start); i++) {
                weights[start + i] += window[i];
            }
        }
        return weights;
    }
}
