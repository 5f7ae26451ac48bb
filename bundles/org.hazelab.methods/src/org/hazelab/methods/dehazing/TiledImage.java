// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.tensor.FloatTensor;

/** An image of any number of channels that goes through a network in tiles, once, to one output or several. */
public final class TiledImage {

    private final Tiling tiling;
    private final int height;
    private final int width;
    private final float[][] planes;
    private final List<Tile> tiles;

    /** @param planes a plane (height, width) for each channel of the network's input, in its units */
    public TiledImage(Tiling tiling, int height, int width, float[]... planes) {
        this.tiling = tiling;
        this.height = height;
        this.width = width;
        this.planes = planes.clone();
        tiles = tiling.tiles(height, width);
    }

    /** A network on a device. */
    @FunctionalInterface
    public interface Network {
        /**
         * Computes a batch, on any thread, several at once on a device with several lanes.
         *
         * @param batch (tiles, channels, rows, columns)
         * @return an output or several, each (tiles, channels, rows, columns) with as many channels as it has
         * @throws org.hazelab.runtime.DeviceMemoryException if the device has not enough memory
         */
        List<FloatTensor> compute(FloatTensor batch, Progress progress) throws HazeLabException;
    }

    /** How many tiles it has. */
    public int tiles() {
        return tiles.size();
    }

    /** Tiles as a batch, (count, channels, rows, columns). */
    public FloatTensor cut(int first, int count) {
        int plane = tiling.size() * tiling.size();
        FloatTensor batch = FloatTensor.zeros(count, planes.length, tiling.size(), tiling.size());
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < planes.length; c++) {
                tiling.cut(tiles.get(first + i), planes[c], height, width, batch.values(),
                    (i * planes.length + c) * plane);
            }
        }
        return batch;
    }

    /**
     * Sends the tiles through a network.
     *
     * @return for each output its planes (height, width)
     * @throws HazeLabException if there is no memory even for one tile, or the network has failed
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public List<float[][]> through(Network network, TileBatches batches, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        List<float[][]> outputs = new ArrayList<>();
        batches.run(tiles.size(), new TileBatches.Work<List<FloatTensor>>() {
            @Override
            public List<FloatTensor> compute(long first, int count, Progress part) throws HazeLabException {
                part.checkCanceled();
                part.report(0, "Tile " + (first + 1) + " of " + tiles.size());
                return network.compute(cut((int)first, count), part);
            }

            @Override
            public void accept(long first, List<FloatTensor> results) {
                for (int o = 0; o < results.size(); o++) {
                    if (outputs.size() == o) {
                        outputs.add(new float[results.get(o).shape()[1]][Math.multiplyExact(height, width)]);
                    }
                    keep((int)first, results.get(o), outputs.get(o));
                }
            }
        }, watcher, progress);
        return outputs;
    }

    private void keep(int first, FloatTensor result, float[][] output) {
        int size = tiling.size();
        int[] shape = result.shape();
        if (!Arrays.equals(shape, new int[] {shape[0], output.length, size, size})) {
            throw new IllegalArgumentException("An output of the shape " + Arrays.toString(shape));
        }
        for (int i = 0; i < shape[0]; i++) {
            for (int c = 0; c < output.length; c++) {
                int offset = (i * output.length + c) * size * size;
                float[] plane = output[c];
                tiling.keep(tiles.get(first + i), height, width,
                    (from, to, count) -> System.arraycopy(result.values(), offset + from, plane, to, count));
            }
        }
    }
}
