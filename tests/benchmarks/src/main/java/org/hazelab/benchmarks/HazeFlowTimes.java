// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.operations.training.PairScores;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;

/**
 * How long a step of HazeFlow's Pretrain takes with the settings for a processor (compact network, 4 crops of 128 x
 * 128, structure loss), and how long the crops of a step take to make.
 *
 * <p>Takes the number of threads (0 for all) and the number of steps.
 */
public final class HazeFlowTimes {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private HazeFlowTimes() {
    }

    /** See above. */
    public static void main(String[] args) throws HazeLabException {
        ComputeDevice device = ComputeDevice.open(RuntimeSettings.resolve("cpu", Integer.parseInt(args[0]), ""));
        HazeFlowRecipe recipe = new HazeFlowRecipe(HazeFlowSettings.processor(DepthChoice.relief()),
            WeightsFolder.of(Path.of("none")), new PairScores());
        List<List<FloatImage>> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            images.add(List.of(image(i)));
        }
        try (TrainingTask<?> task = recipe.plan(Map.of(HazeFlowRecipe.CLEAN, ImageSet.of(images),
            HazeFlowRecipe.HAZY, ImageSet.of(images))).open(0, Optional.empty(), device, Progress.NONE)) {
            measure(task, Integer.parseInt(args[1]));
        }
        System.exit(0);
    }

    private static <B extends TrainingBatch<B>> void measure(TrainingTask<B> task, int steps) throws HazeLabException {
        double[] batches = new double[steps];
        double[] trained = new double[steps];
        for (int i = 0; i <= steps; i++) {
            long begin = System.nanoTime();
            B batch = task.batches().batch(1, i);
            long made = System.nanoTime();
            task.step(batch, i + 1, Progress.NONE);
            if (i > 0) { // the first one warms up
                batches[i - 1] = (made - begin) / 1e6;
                trained[i - 1] = (System.nanoTime() - made) / 1e6;
            }
        }
        Arrays.sort(batches);
        Arrays.sort(trained);
        System.out.printf(Locale.ROOT, "step: median %.0f ms, fastest %.0f; its crops: median %.0f ms%n",
            trained[steps / 2], trained[0], batches[steps / 2]);
    }

    private static FloatImage image(int number) {
        RandomStream random = RandomStream.of(number);
        float[][] planes = new float[3][WIDTH * HEIGHT];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return FloatImage.of(WIDTH, HEIGHT, ValueRange.UNIT, planes);
    }
}
