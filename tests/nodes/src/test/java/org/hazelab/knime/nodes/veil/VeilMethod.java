// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.Output;
import org.hazelab.methods.dehazing.HazyInput;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.TiledImage;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Takes the veil that a model says off colour images: in 0 to 1, the transmission is 1 - veil * min(red, green, blue),
 * and an image is (hazy - 1 + transmission) / transmission.
 */
public final class VeilMethod implements Method {

    /** As the field of the dialog that HazeMatching has, with other limits. */
    static final MethodOption<Double> TEMPERATURE = MethodOption.number("temperature", "strength", 1, 0, 1);

    static final Output TRANSMISSION =
        Output.image("transmission", "transmission map", "image: 1 where there is no haze");

    private static final String ID = "veil";
    private static final String VEIL = "veil";
    private static final int TILE = 16;

    static ModelDescription description(double veil) {
        return new ModelDescription(ID, ModelEntries.EMPTY.with(VEIL, veil), ModelEntries.EMPTY, ModelEntries.EMPTY,
            ModelEntries.EMPTY);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Veil";
    }

    @Override
    public String citation() {
        return "";
    }

    @Override
    public String description() {
        return "takes a veil off.";
    }

    @Override
    public List<Output> outputs() {
        return List.of(TRANSMISSION);
    }

    @Override
    public List<MethodOption<?>> options() {
        return List.of(TEMPERATURE);
    }

    @Override
    public void check(ModelDescription description, DehazeOptions options) throws HazeLabException {
        options.of(this);
        description.configuration().number(VEIL);
    }

    @Override
    public List<String> advice(ModelDescription description, DehazeOptions options) {
        return List.of();
    }

    @Override
    public ImageDehazer open(ModelFile model, DehazeOptions options, ComputeDevice device, Progress progress)
        throws HazeLabException {
        return new Dehazer(model.description().configuration().number(VEIL) * options.of(this).get(TEMPERATURE),
            TileBatches.on(device, TILE, 3, options.batch(), 10));
    }

    @Override
    public byte[] torchScript(ModelFile model, Progress progress) throws HazeLabException {
        throw new HazeLabException("There is no network", "Choose another model");
    }

    @Override
    public Optional<CheckpointImporter> importer() {
        return Optional.empty();
    }

    /** In Java, as if it were a network with two outputs. */
    private static final class Dehazer implements ImageDehazer {

        private final double veil;
        private final TileBatches batches;

        Dehazer(double veil, TileBatches batches) {
            this.veil = veil;
            this.batches = batches;
        }

        private static TiledImage tiled(FloatImage hazy) {
            return new TiledImage(Tiling.half(TILE), hazy.height(), hazy.width(), hazy.plane(0), hazy.plane(1),
                hazy.plane(2));
        }

        @Override
        public long evaluations(FloatImage hazy) {
            return tiled(hazy).tiles();
        }

        @Override
        public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
            return batches.secondsPerTile(count -> count * 1e-6, watcher);
        }

        @Override
        public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
            throws HazeLabException {
            HazyInput.requirePlain(hazy, "Veil");
            List<float[][]> outputs = tiled(hazy).through(this::compute, batches, watcher, progress);
            FloatImage image = FloatImage.of(hazy.width(), hazy.height(), hazy.range(), outputs.get(0));
            FloatImage map = FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, outputs.get(1));
            return new DehazedImage(image, Map.of(TRANSMISSION, new DehazedImage.Extra(map)));
        }

        private List<FloatTensor> compute(FloatTensor batch, Progress progress) {
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

        @Override
        public void close() {
            // nothing to free
        }
    }
}
