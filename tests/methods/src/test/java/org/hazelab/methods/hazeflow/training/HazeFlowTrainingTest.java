// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.Round;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All stages one after another: what they write, and that it is the same however they run. */
class HazeFlowTrainingTest {

    private static final HazeFlowRecipe ALL =
        HazeFlowTrainings.recipe(HazeFlowTrainings.settings(Stage.PRETRAIN, Stage.REFLOW, Stage.DISTILLATION));

    @TempDir
    private static Path folder;

    private static List<History> histories;

    @BeforeAll
    static void train() throws HazeLabException {
        histories = HazeFlowTrainings.train(ALL, HazeFlowTrainings.images(), 2, folder);
    }

    private static byte[] bytes(Path folder, int stage) throws IOException {
        return Files.readAllBytes(folder.resolve("stage" + stage + ".safetensors"));
    }

    @Test
    void everyTermAndScoreIsInTheHistory() {
        assertEquals(List.of("loss", "velocity", "structure", "transmission"), ALL.losses());
        assertEquals(List.of(List.of("loss", "velocity", "structure", "transmission"),
            List.of("loss", "velocity", "structure"), List.of("loss", "structure")),
            histories.stream().map(history -> List.copyOf(history.rounds().get(0).losses().keySet())).toList());
        for (History history : histories) {
            assertEquals(2, history.count());
            assertEquals(4, history.steps());
            for (Round round : history.rounds()) {
                assertEquals(ALL.validationLosses(), List.copyOf(round.validation().keySet()));
                double psnr = round.validation().get("psnr");
                assertTrue(psnr > 1 && psnr < 60, "psnr " + psnr);
                assertEquals(Math.pow(10, -psnr / 20), round.validation().get("error"), 1e-12);
            }
        }
        Map<String, Double> first = histories.get(0).rounds().get(0).losses();
        assertEquals(first.get("velocity") + first.get("structure") + 0.5 * first.get("transmission"),
            first.get("loss"), 1e-5);
    }

    @Test
    void theBytesAreTheSameForAnyNumberOfThreads(@TempDir Path one, @TempDir Path three)
        throws HazeLabException, IOException {
        HazeFlowTrainings.train(ALL, HazeFlowTrainings.images(), 1, one);
        HazeFlowTrainings.train(ALL, HazeFlowTrainings.images(), 3, three);
        for (int stage = 0; stage < 3; stage++) {
            assertArrayEquals(bytes(folder, stage), bytes(one, stage), "stage " + stage);
            assertArrayEquals(bytes(folder, stage), bytes(three, stage), "stage " + stage);
        }
    }

    @Test
    void aStoppedStageGoesOnWithTheSameBytes(@TempDir Path other) throws HazeLabException, IOException {
        for (int stage = 0; stage < 3; stage++) {
            Optional<Path> before = stage == 0 ? Optional.empty()
                : Optional.of(folder.resolve("stage" + (stage - 1) + ".safetensors"));
            Path stopped = other.resolve("stopped" + stage);
            stop(stage, before, stopped);
            // as after a stop of the process: nothing but the checkpoint of this stage
            HazeFlowTrainings.train(HazeFlowTrainings.open(ALL, HazeFlowTrainings.images(), stage, Optional.empty(), 2),
                other.resolve("stage" + stage + ".safetensors"), ALL, trainer -> {
                    try (ModelFile file = ModelFile.open(stopped)) {
                        trainer.resume(file, stopped, Progress.NONE);
                    }
                    assertEquals(1, trainer.history().count());
                }, round -> {});
            assertArrayEquals(bytes(folder, stage), bytes(other, stage), "stage " + stage);
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void stop(int stage, Optional<Path> before, Path stopped) throws HazeLabException {
        Map<String, ImageSet> images = HazeFlowTrainings.images();
        try {
            HazeFlowTrainings.train(HazeFlowTrainings.open(ALL, images, stage, before, 2), stopped, ALL, trainer -> {},
                trainer -> {
                    trainer.write(stopped, ALL.plan(images).description(), Progress.NONE);
                    throw new Stop();
                });
        } catch (Stop e) {
            return;
        }
        throw new AssertionError("not stopped");
    }
}
