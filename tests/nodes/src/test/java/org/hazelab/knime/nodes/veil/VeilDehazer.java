// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.List;
import java.util.Map;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.dehazing.HazyInput;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.TiledImage;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Dehazes colour images in tiles: to 0 to 1, through something with two outputs, and back. */
final class VeilDehazer implements ImageDehazer {

    private final TiledImage.Network network;
    private final TileBatches batches;
    private final Runnable end;

    private VeilDehazer(TiledImage.Network network, TileBatches batches, Runnable end) {
        this.network = network;
        this.batches = batches;
        this.end = end;
    }

    /** By a network that was trained. */
    static VeilDehazer trained(ScriptModule module, double strength, TileBatches batches) {
        return new VeilDehazer((batch, progress) -> module.device().run(progress,
            scope -> scope.infer(module, VeilNetwork.DEHAZE, batch, strength).stream().map(DeviceTensor::get).toList()),
            batches, module::close);
    }

    /**
     * In Java, as if it were a network: in 0 to 1, the transmission is 1 - veil * min(red, green, blue), and an image
     * is (hazy - 1 + transmission) / transmission.
     */
    static VeilDehazer known(double veil, TileBatches batches) {
        return new VeilDehazer((batch, progress) -> unveil(batch, veil), batches, () -> {});
    }

    private static List<FloatTensor> unveil(FloatTensor batch, double veil) {
        int[] shape = batch.shape();
        int plane = shape[2] * shape[3];
        FloatTensor clean = FloatTensor.zeros(shape);
        FloatTensor map = FloatTensor.zeros(shape[0], 1, shape[2], shape[3]);
        for (int i = 0; i < map.values().length; i++) {
            int red = i / plane * 3 * plane + i % plane;
            float[] hazy = batch.values();
            float least = Math.min(hazy[red], Math.min(hazy[red + plane], hazy[red + 2 * plane]));
            float transmission = (float)(1 - veil * least);
            map.values()[i] = transmission;
            for (int c = 0; c < 3; c++) {
                clean.values()[red + c * plane] = (hazy[red + c * plane] - 1 + transmission) / transmission;
            }
        }
        return List.of(clean, map);
    }

    private static TiledImage tiled(FloatImage hazy) {
        return new TiledImage(Tiling.half(VeilRecipe.SIDE), hazy.height(), hazy.width(), hazy.plane(0), hazy.plane(1),
            hazy.plane(2));
    }

    @Override
    public long evaluations(FloatImage hazy) {
        return tiled(hazy).tiles();
    }

    @Override
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return batches.secondsPerTile((count, part) -> count * 1e-6, watcher, progress);
    }

    @Override
    public FloatTensor trial(Progress progress) throws HazeLabException {
        FloatTensor tile = FloatTensor.zeros(1, 3, VeilRecipe.SIDE, VeilRecipe.SIDE);
        for (int i = 0; i < tile.values().length; i++) {
            tile.values()[i] = i % 101 / 101f;
        }
        return network.compute(tile, progress).get(0);
    }

    @Override
    public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        HazyInput.requirePlain(hazy, "Veil");
        FloatImage seen = hazy.normalized();
        List<float[][]> outputs = tiled(seen).through(network, batches, watcher, progress);
        FloatImage image = FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, outputs.get(0));
        FloatImage map = FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, outputs.get(1));
        return new DehazedImage(image.mapRange(hazy.range()),
            Map.of(VeilMethod.TRANSMISSION, new DehazedImage.Extra(map)));
    }

    @Override
    public void close() {
        end.run();
    }
}
