// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.hazeflow.network.FormulaWeights;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;

/** A model of the smallest network, its weights by formula; what it gives, step by step as the authors' sampler. */
final class TinyModel {

    static final HazeFlowShape SHAPE = HazeFlowSize.TINY.shape();
    static final ModelDescription DESCRIPTION =
        new HazeFlowModel(SHAPE).description(ModelEntries.EMPTY, ModelEntries.EMPTY);

    private TinyModel() {
    }

    static Path write(Path folder) throws HazeLabException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, false, DESCRIPTION, FormulaWeights.all(HazeFlowNetwork.parameters(SHAPE)), Progress.NONE);
        return file;
    }

    static FloatImage image(int width, int height, int channels) {
        float[][] planes = new float[channels][width * height];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)(0.5 + 0.3 * Math.sin(0.3 * (i % width) + c) * Math.cos(0.2 * (i / width))
                    + 0.15 * Math.sin(1.3 * i + c));
            }
        }
        return FloatImage.of(width, height, ValueRange.UNIT, planes);
    }

    static DehazedImage dehaze(Path file, FloatImage hazy, DehazeOptions options, DehazeWatcher watcher)
        throws HazeLabException {
        try (ModelFile model = ModelFile.open(file);
            ImageDehazer dehazer = new HazeFlowMethod().open(model, options, FormulaWeights.cpu(), Progress.NONE)) {
            assertTrue(dehazer.evaluations(hazy) >= 1);
            return dehazer.dehaze(hazy, 3, watcher, Progress.NONE);
        }
    }

    /** Velocity and refined transmission of an image of fitting size, from the network itself. */
    static List<FloatTensor> network(FloatImage hazy, float[] t) throws HazeLabException {
        FloatTensor planes = FloatTensor.zeros(1, 3, hazy.height(), hazy.width());
        for (int c = 0; c < 3; c++) {
            System.arraycopy(hazy.plane(c), 0, planes.values(), c * t.length, t.length);
        }
        var network = HazeFlowNetwork.toInfer(SHAPE);
        try (ScriptModule module = FormulaWeights.load(network, FormulaWeights.of(network), Order.ROWS)) {
            return FormulaWeights.call(module, HazeFlowNetwork.INFER, planes,
                new FloatTensor(new int[] {1, 1, hazy.height(), hazy.width()}, t));
        }
    }

    static float[] map(FloatImage hazy, DcpSettings settings) throws HazeLabException {
        return DarkChannelPrior.estimate(hazy, settings, Progress.NONE).transmission().plane(0);
    }

    static float cut(float value) {
        return Math.min(Math.max(value, 0), 1);
    }

    /** By the authors' steps. */
    static FloatImage sampled(FloatImage hazy, DcpSettings settings, int steps) throws HazeLabException {
        FloatImage now = hazy;
        for (int step = 0; step < steps; step++) {
            List<FloatTensor> estimate = network(now, map(now, settings));
            float[][] planes = new float[3][hazy.pixels()];
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < planes[c].length; i++) {
                    float rest = (1 - estimate.get(1).values()[i]) / steps;
                    planes[c][i] =
                        cut(now.plane(c)[i] + rest * estimate.get(0).values()[c * planes[c].length + i]);
                }
            }
            now = FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, planes);
        }
        return now;
    }

    static void assertClose(FloatImage expected, FloatImage image, double tolerance) {
        assertEquals(expected.width() + " x " + expected.height() + " x " + expected.channels(),
            image.width() + " x " + image.height() + " x " + image.channels());
        for (int c = 0; c < expected.channels(); c++) {
            assertArrayEquals(expected.plane(c), image.plane(c), (float)tolerance);
        }
    }
}
