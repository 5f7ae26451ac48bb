// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.BlendedImage;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.methods.hazeflow.physics.HazeSolver.Estimate;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** What the network says of pictures: of the whole at once, or in tiles that are blended. Thread-safe. */
final class NetworkField {

    /** Maps of the network's width that live at once, at the full resolution (measured, docs/measurements.md). */
    private static final long MAPS = 14;
    private static final int COLORS = 3;
    /** A multiple of what every network needs. */
    private static final int TILE = 512;
    private static final int WIDE = 64;
    /** What the tiles of narrow networks may take together, so that a photograph is dehazed in less than 2 GB. */
    private static final long TOGETHER = 720L << 20;

    private final ScriptModule module;
    private final HazeFlowShape shape;
    private final Tiling tiling;
    private final TileBatches batches;

    NetworkField(ScriptModule module, HazeFlowShape shape, DehazeOptions options) {
        this.module = module;
        this.shape = shape;
        int tile = tile(options);
        tiling = Tiling.of(tile, options.kept());
        // On the processor, tiles of this size gain nothing by being several at once, and take the memory of several.
        int batch = options.batch() == 0 && module.device().isCpu() ? 1 : options.batch();
        batches =
            TileBatches.on(module.device(), memoryOfTiles(), tile, COLORS + 1, batch, floatsPerPixel());
    }

    private long memoryOfTiles() {
        long memory = module.device().memory();
        return module.device().isCpu() && shape.width() < WIDE ? Math.min(memory, TOGETHER) : memory;
    }

    /** Rows and columns of the tiles. */
    static int tile(DehazeOptions options) {
        return options.tile() > 0 ? options.tile() : TILE;
    }

    private long floatsPerPixel() {
        return MAPS * shape.width();
    }

    /**
     * Whether the device has memory for the network's work on a whole picture. On the processor, what a batch may take
     * is a quarter of the memory; a picture may take half.
     */
    boolean fits(int height, int width) {
        return fitting(height, width) >= 1 && DeviceTensor.fitting(COLORS, height, width) > 0;
    }

    /** How many whole pictures the device has memory for at once. */
    private long fitting(int height, int width) {
        ComputeDevice device = module.device();
        long budget = device.isCpu() ? 2 * device.memory() : device.memory();
        return budget / Math.max(1, Float.BYTES * floatsPerPixel() * height * width);
    }

    /** How many whole pictures may be worked on at once: a lane each. */
    int atOnce(int height, int width) {
        return (int)Math.max(1, Math.min(module.device().lanes(), fitting(height, width)));
    }

    /** The pixels that the network sees of a picture in tiles, each as often as it sees it. */
    long pixelsInTiles(int height, int width) {
        return (long)tiling.size() * tiling.size() * new BlendedImage(tiling, height, width).tiles();
    }

    /**
     * Of the whole picture at once.
     *
     * @throws DeviceMemoryException if there is not enough memory
     */
    Estimate whole(Picture picture, float[] t, double fraction, Progress progress) throws HazeLabException {
        int pixels = t.length;
        FloatTensor hazy = FloatTensor.zeros(1, COLORS, picture.height(), picture.width());
        for (int c = 0; c < COLORS; c++) {
            System.arraycopy(picture.planes()[c], 0, hazy.values(), c * pixels, pixels);
        }
        List<FloatTensor> results = infer(hazy, new FloatTensor(new int[] {1, 1, picture.height(), picture.width()}, t),
            fraction, progress);
        float[][] velocity = new float[COLORS][];
        for (int c = 0; c < COLORS; c++) {
            velocity[c] = Arrays.copyOfRange(results.get(0).values(), c * pixels, (c + 1) * pixels);
        }
        return new Estimate(velocity, results.get(1).values());
    }

    /** Of the picture in tiles. */
    Estimate inTiles(Picture picture, float[] t, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        float[][] planes = Arrays.copyOf(picture.planes(), COLORS + 1);
        planes[COLORS] = t;
        List<float[][]> outputs;
        synchronized (batches) { // several pictures may be worked on, which all did fit the memory as a whole
            outputs = new BlendedImage(tiling, picture.height(), picture.width(), planes)
                .through(this::batch, batches, watcher, progress);
        }
        return new Estimate(outputs.get(0), outputs.get(1)[0]);
    }

    private List<FloatTensor> batch(FloatTensor both, Progress progress) throws HazeLabException {
        int[] shapes = both.shape();
        int pixels = shapes[2] * shapes[3];
        FloatTensor hazy = FloatTensor.zeros(shapes[0], COLORS, shapes[2], shapes[3]);
        FloatTensor t = FloatTensor.zeros(shapes[0], 1, shapes[2], shapes[3]);
        for (int i = 0; i < shapes[0]; i++) {
            int from = i * (COLORS + 1) * pixels;
            System.arraycopy(both.values(), from, hazy.values(), i * COLORS * pixels, COLORS * pixels);
            System.arraycopy(both.values(), from + COLORS * pixels, t.values(), i * pixels, pixels);
        }
        return infer(hazy, t, 0, progress);
    }

    private List<FloatTensor> infer(FloatTensor hazy, FloatTensor t, double fraction, Progress progress)
        throws HazeLabException {
        return module.device().run(progress, fraction, scope -> scope.infer(module, HazeFlowNetwork.INFER, hazy, t)
            .stream().map(DeviceTensor::get).toList());
    }

    /** How many seconds the network takes for a square of that many rows and columns, after once not measured. */
    double seconds(int side, Progress progress) throws HazeLabException {
        try {
            FloatTensor zeros = FloatTensor.zeros(1, COLORS, side, side);
            FloatTensor t = FloatTensor.zeros(1, 1, side, side);
            infer(zeros, t, 0, progress);
            long begin = System.nanoTime();
            infer(zeros, t, 0, progress);
            return (System.nanoTime() - begin) * 1e-9;
        } catch (DeviceMemoryException e) {
            throw e.forUser("a picture of " + side + " x " + side + " pixels");
        }
    }

    /** The velocity of a square whose colours become darker downwards. */
    FloatTensor trial(int side, Progress progress) throws HazeLabException {
        FloatTensor hazy = FloatTensor.zeros(1, COLORS, side, side);
        FloatTensor t = FloatTensor.zeros(1, 1, side, side);
        for (int i = 0; i < hazy.values().length; i++) {
            hazy.values()[i] = 1 - i / (float)hazy.values().length;
        }
        Arrays.fill(t.values(), 0.5f);
        try {
            return infer(hazy, t, 0, progress).get(0);
        } catch (DeviceMemoryException e) {
            throw e.forUser("a picture of " + side + " x " + side + " pixels");
        }
    }

    void close() {
        module.close();
    }
}
