// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.operations.training.PairScores;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * HazeFlow's network and training on demand, for {@code peers/hazeflow_peers.py}, which has the authors' network do the
 * same in turn.
 *
 * <p>Takes the number of threads. Reads lines from standard input and answers each with the wall time and the processor
 * time of all threads in milliseconds: {@code paper}, the authors' network on 1 x 3 x 256 x 256, as many pictures at
 * once as there are threads, each on one, the time of one of them; {@code paper-alone}, one picture alone;
 * {@code train}, a step of Pretrain with the settings for a processor (compact network, 4 crops of 128 x 128, structure
 * loss); {@code crops}, the crops of such a step; {@code export FILE} writes the compact network for other programs.
 */
public final class HazeFlowTimes {

    private static final int SIDE = 256;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final ComputeDevice device;
    private ScriptModule paper;
    private Training<?> training;

    private HazeFlowTimes(int threads) throws HazeLabException {
        device = ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, ""));
    }

    /** See above. */
    public static void main(String[] args) throws IOException, HazeLabException {
        HazeFlowTimes times = new HazeFlowTimes(Integer.parseInt(args[0]));
        OnDemand.serve(times::run);
    }

    /** Does it, and says how many pictures or steps that were. */
    private double run(String kind, String argument) throws IOException, HazeLabException {
        switch (kind) {
            case "paper" -> infer(device.lanes());
            case "paper-alone" -> infer(1);
            case "train" -> training().step();
            case "crops" -> training().crops();
            default -> {
                Network network = HazeFlowNetwork.toExport(HazeFlowSize.COMPACT.shape());
                Files.write(Path.of(argument), network.archive(network.initialWeights(1), Order.ROWS));
            }
        }
        return kind.equals("paper") ? device.lanes() : 1;
    }

    private void infer(int count) throws HazeLabException {
        if (paper == null) {
            Network network = HazeFlowNetwork.toInfer(HazeFlowSize.PAPER.shape());
            paper = ScriptModule.load(device, network.archive(network.initialWeights(1), Order.CHANNELS_LAST),
                Progress.NONE);
        }
        FloatTensor hazy = FloatTensor.zeros(1, 3, SIDE, SIDE);
        FloatTensor map = FloatTensor.zeros(1, 1, SIDE, SIDE);
        RandomStream random = RandomStream.of(1);
        for (int i = 0; i < hazy.values().length; i++) {
            hazy.values()[i] = random.nextFloat();
        }
        for (int i = 0; i < map.values().length; i++) {
            map.values()[i] = random.nextFloat();
        }
        new TileBatches(SIDE, 1, count, Integer.MAX_VALUE, () -> {}).run(count, new TileBatches.Work<FloatTensor>() {
            @Override
            public FloatTensor compute(long first, int size, Progress progress) throws HazeLabException {
                return device.run(progress,
                    scope -> scope.infer(paper, HazeFlowNetwork.INFER, hazy, map).get(0).get());
            }

            @Override
            public void accept(long first, FloatTensor results) {
                // only the time counts
            }
        }, DehazeWatcher.NONE, Progress.NONE);
    }

    private Training<?> training() throws HazeLabException {
        if (training == null) {
            HazeFlowRecipe recipe = new HazeFlowRecipe(HazeFlowSettings.processor(DepthChoice.relief()),
                WeightsFolder.of(Path.of("none")), new PairScores());
            List<List<FloatImage>> images = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                images.add(List.of(image(i)));
            }
            training = Training.of(recipe.plan(Map.of(HazeFlowRecipe.CLEAN, ImageSet.of(images),
                HazeFlowRecipe.HAZY, ImageSet.of(images))).open(0, Optional.empty(), device, Progress.NONE));
        }
        return training;
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

    /** Steps on the crops that were made last. */
    private static final class Training<B extends TrainingBatch<B>> {

        private final TrainingTask<B> task;
        private B batch;
        private int batches;
        private int steps;

        Training(TrainingTask<B> task) throws HazeLabException {
            this.task = task;
            crops();
        }

        static <B extends TrainingBatch<B>> Training<B> of(TrainingTask<B> task) throws HazeLabException {
            return new Training<>(task);
        }

        void crops() throws HazeLabException {
            batch = task.batches().batch(1, batches++);
        }

        void step() throws HazeLabException {
            task.step(batch, ++steps, Progress.NONE);
        }
    }
}
