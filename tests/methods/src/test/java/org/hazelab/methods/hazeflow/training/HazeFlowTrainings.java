// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.data.HazePreset;
import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.hazeflow.training.settings.StudentStart;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.methods.recipe.PairScorer;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;

/** Trainings of the tiny network on images by formula. */
final class HazeFlowTrainings {

    static final int SIDE = 16;
    private static final int ROWS = 3;

    private HazeFlowTrainings() {
    }

    /** Scores that tests can compute. */
    static final PairScorer SCORER = new PairScorer() {
        @Override
        public double psnr(FloatImage dehazed, FloatImage clean) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < clean.pixels(); i++) {
                    sum += Math.pow(dehazed.plane(c)[i] - clean.plane(c)[i], 2);
                }
            }
            return -10 * Math.log10(sum / 3 / clean.pixels() + 1e-8);
        }

        @Override
        public double ssim(FloatImage dehazed, FloatImage clean) {
            return dehazed.pixels() / 1e6;
        }
    };

    /** Two rounds of two steps with three crops, so that a batch has a whole piece and a part of one. */
    static StageSettings shortly(LearningRate rate) {
        return new StageSettings(2, 2, 3, rate);
    }

    static HazeFlowSettings settings(Stage... stages) {
        Map<Stage, StageSettings> all = new EnumMap<>(Stage.class);
        for (Stage stage : stages) {
            all.put(stage, shortly(stage == Stage.PRETRAIN ? new LearningRate(1e-2, 1, 1e-4)
                : LearningRate.constant(5e-3)));
        }
        return new HazeFlowSettings(HazeFlowSize.TINY, SIDE, all,
            new HazeSettings(HazePreset.PUBLISHED, true, 2, false, DepthChoice.relief()),
            new LossSettings(Perceptual.STRUCTURE, 0.5, 0, ReflowTarget.VELOCITY),
            new OptimizerSettings(1, 0.999999, 0.15, StudentStart.RAW), 7);
    }

    static HazeFlowSettings with(HazeFlowSettings from, LossSettings losses, OptimizerSettings optimizer) {
        return new HazeFlowSettings(from.size(), from.side(), from.stages(), from.haze(), losses, optimizer,
            from.seed());
    }

    static HazeFlowSettings with(HazeFlowSettings from, Stage stage, StageSettings settings) {
        Map<Stage, StageSettings> all = new EnumMap<>(from.stages());
        all.put(stage, settings);
        return new HazeFlowSettings(from.size(), from.side(), all, from.haze(), from.losses(), from.optimizer(),
            from.seed());
    }

    static HazeFlowRecipe recipe(HazeFlowSettings settings) {
        return new HazeFlowRecipe(settings, WeightsFolder.of(Path.of("none")), SCORER);
    }

    static ComputeDevice device(int threads) throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, ""));
    }

    /** Squares of random colours. */
    static FloatImage clean(int number) {
        RandomStream random = RandomStream.of(5, number);
        int width = 24 + number;
        int height = 20;
        float[] colours = new float[3 * 64];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = random.nextFloat();
        }
        float[][] planes = new float[3][width * height];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = colours[c * 64 + i / width / 4 * 8 + i % width / 4];
            }
        }
        return FloatImage.of(width, height, ValueRange.UNIT, planes);
    }

    /** Half of the light comes through, and white stands for the other half. */
    static FloatImage hazy(FloatImage clean) {
        float[][] planes = new float[3][];
        for (int c = 0; c < 3; c++) {
            planes[c] = clean.plane(c).clone();
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = 0.5f * planes[c][i] + 0.5f;
            }
        }
        return FloatImage.of(clean.width(), clean.height(), ValueRange.UNIT, planes);
    }

    /** Clean images, photographs of haze, one pair, and one to validate. */
    static Map<String, ImageSet> images() {
        List<List<FloatImage>> clean = new ArrayList<>();
        List<List<FloatImage>> hazy = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            clean.add(List.of(clean(row)));
            hazy.add(List.of(hazy(clean(ROWS + row))));
        }
        FloatImage paired = clean(2 * ROWS);
        FloatImage validated = clean(2 * ROWS + 1);
        return Map.of(HazeFlowRecipe.CLEAN, ImageSet.of(clean), HazeFlowRecipe.HAZY, ImageSet.of(hazy),
            HazeFlowRecipe.PAIRS, ImageSet.of(List.of(List.of(hazy(paired), paired))), HazeFlowRecipe.VALIDATION,
            ImageSet.of(List.of(List.of(hazy(validated), validated))));
    }

    /** Images without those of some tables. */
    static Map<String, ImageSet> without(String... tables) {
        Map<String, ImageSet> images = new java.util.HashMap<>(images());
        images.keySet().removeAll(List.of(tables));
        return images;
    }

    /** What is done with a trainer before it trains. */
    interface Begin {
        void of(Trainer<?> trainer) throws HazeLabException;
    }

    /** Trains a stage and writes its whole state to a file. */
    static History train(TrainingTask<?> task, Path checkpoint, HazeFlowRecipe recipe, Begin begin,
        RoundListener listener) throws HazeLabException {
        return trained(task, checkpoint, recipe, begin, listener);
    }

    private static <B extends TrainingBatch<B>> History trained(TrainingTask<B> task, Path checkpoint,
        HazeFlowRecipe recipe, Begin begin, RoundListener listener) throws HazeLabException {
        try (task; Trainer<B> trainer = new Trainer<>(task, Progress.NONE)) {
            begin.of(trainer);
            History history = trainer.run(listener, Progress.NONE);
            trainer.write(checkpoint, recipe.plan(images()).description(), Progress.NONE);
            return history;
        }
    }

    /** Trains all stages, each into a file of its own in a folder. */
    static List<History> train(HazeFlowRecipe recipe, Map<String, ImageSet> images, int threads, Path folder)
        throws HazeLabException {
        List<History> histories = new ArrayList<>();
        Optional<Path> before = Optional.empty();
        for (int stage = 0; stage < recipe.stages().size(); stage++) {
            Path file = folder.resolve("stage" + stage + ".safetensors");
            histories
                .add(train(open(recipe, images, stage, before, threads), file, recipe, trainer -> {}, round -> {}));
            before = Optional.of(file);
        }
        return histories;
    }

    static TrainingTask<?> open(HazeFlowRecipe recipe, Map<String, ImageSet> images, int stage,
        Optional<Path> before, int threads) throws HazeLabException {
        if (before.isEmpty()) {
            return recipe.plan(images).open(stage, Optional.empty(), device(threads), Progress.NONE);
        }
        try (ModelFile file = ModelFile.open(before.get())) {
            return recipe.plan(images).open(stage, Optional.of(file), device(threads), Progress.NONE);
        }
    }
}
