// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.Precision;

/**
 * How long the 128-net, with the weights that a training begins with, takes for a strip of 1024 x 128 pixels with one
 * sample, and by its evaluations for 1024 x 1024 pixels with 50 samples.
 *
 * <p>Takes the number of threads (0 for all), {@code authors} or {@code fast} (the sampling preset), the share of a
 * tile that is kept, and the precision, {@code exact} or {@code fast}.
 */
public final class DehazingTime {

    private static final int SIDE = 1024;
    private static final int STRIP = 128;

    private DehazingTime() {
    }

    /** See above. */
    public static void main(String[] args) throws HazeLabException, IOException {
        Path folder = Files.createTempDirectory("hazelab");
        Path file = folder.resolve("model.safetensors");
        Network network = HazeMatchingNetwork.of(STRIP);
        ModelFile.write(file, true,
            new HazeMatchingModel(STRIP, STRIP, 20, Optional.of(new Normalization(0, 1, 0, 1)))
                .description(ModelEntries.EMPTY, ModelEntries.EMPTY),
            network.initialWeights(1), Progress.NONE);
        DehazeOptions options = DehazeOptions.DEFAULT.withTiles(0, Double.parseDouble(args[2]), 0)
            .with(HazeMatchingOptions.SAMPLES, 1).withPrecision(Precision.valueOf(args[3].toUpperCase(Locale.ROOT)));
        options = args[1].equals("fast") ? options.withOwn(HazeMatchingOptions.fast(options.own())) : options;
        DehazeImages.Config config = new DehazeImages.Config(options, DehazeImages.Units.CLEAN,
            DehazeImages.Shown.AS_HAZY, NormalizationChoice.OF_MODEL, Optional.empty());
        try (DehazeImages operation = DehazeImages.open(file, config,
            RuntimeSettings.resolve("cpu", Integer.parseInt(args[0]), ""), Progress.NONE)) {
            operation.secondsPerEvaluation(DehazeWatcher.NONE, Progress.NONE);
            FloatImage strip = noise(STRIP);
            long begin = System.nanoTime();
            operation.run(strip, 0, DehazeWatcher.NONE, Progress.NONE);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            double each = seconds / operation.evaluations(strip);
            long whole = 50 * operation.evaluations(noise(SIDE));
            System.out.printf(Locale.ROOT,
                "%s, kept %s, %s: strip %d evaluations in %.1f s, %.4f s each; 1024 x 1024 with "
                    + "50 samples: %d evaluations, %.2f h%n",
                args[1], args[2], args[3], operation.evaluations(strip), seconds, each,
                whole, whole * each / 3600);
        }
        Files.delete(file);
        Files.delete(folder);
        System.exit(0);
    }

    private static FloatImage noise(int height) {
        RandomStream random = RandomStream.of(height);
        float[] values = new float[SIDE * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)random.nextGaussian();
        }
        return FloatImage.of(SIDE, height, ValueRange.UNIT, values);
    }
}
