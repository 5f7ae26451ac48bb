// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.runtime.RuntimeSettings;

/** Trains all stages of a tiny HazeFlow on images by formula; as a program, up to a step at which it waits. */
final class HazeFlowProgram {

    /** What the program prints when it waits. */
    static final String WAITS = "waits";
    private static final int ROWS = 3;

    private HazeFlowProgram() {
    }

    /** Arguments: checkpoint, model, and how the report begins at which it waits. */
    public static void main(String[] arguments) throws HazeLabException {
        train(Path.of(arguments[0]), Path.of(arguments[1]), new Progress() {
            @Override
            public void report(double fraction, String message) {
                if (message.startsWith(arguments[2])) {
                    System.out.println(WAITS);
                    waitForever();
                }
            }

            @Override
            public void checkCanceled() {
                // it is killed
            }
        });
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static TrainMethod.Result train(Path checkpoint, Path model, Progress progress) throws HazeLabException {
        TrainMethod.Config config = new TrainMethod.Config(0.4, false, false, Optional.of(checkpoint),
            TrainMethod.IfCheckpoint.RESUME);
        return new TrainMethod(recipe(), config, RuntimeSettings.resolve("cpu", 1, ""), reason -> {
            throw new IllegalStateException(reason);
        }).run(Map.of(HazeFlowRecipe.CLEAN, rows(false), HazeFlowRecipe.HAZY, rows(true), HazeFlowRecipe.PAIRS,
            rows(true)), Optional.empty(), model, progress);
    }

    private static HazeFlowRecipe recipe() {
        Map<Stage, StageSettings> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, new StageSettings(2, 2, 2, LearningRate.constant(5e-3)));
        }
        HazeSettings haze = HazeSettings.published(DepthChoice.relief());
        return new HazeFlowRecipe(new HazeFlowSettings(HazeFlowSize.TINY, 16, stages,
            new HazeSettings(haze.preset(), true, 1, false, haze.depth()),
            new LossSettings(Perceptual.STRUCTURE, 0.5, 0, ReflowTarget.CLEAN), OptimizerSettings.PUBLISHED, 3),
            WeightsFolder.of(Path.of("none")), new PairScores());
    }

    private static ImageTable<TrainingRow> rows(boolean hazyFirst) {
        return ImageTable.of(IntStream.range(0, ROWS).mapToObj(row -> row(row, hazyFirst)).toList());
    }

    private static TrainingRow row(int number, boolean hazyFirst) {
        return new TrainingRow() {
            @Override
            public String name() {
                return "Row" + number;
            }

            @Override
            public FloatImage image(int image, Progress progress) {
                return HazeFlowProgram.image(number, hazyFirst && image == 0);
            }
        };
    }

    private static FloatImage image(int number, boolean hazy) {
        RandomStream random = RandomStream.of(11, number);
        float[][] planes = new float[3][22 * 18];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                float clean = random.nextFloat();
                plane[i] = hazy ? 0.5f * clean + 0.5f : clean;
            }
        }
        return FloatImage.of(22, 18, ValueRange.UNIT, planes);
    }
}
