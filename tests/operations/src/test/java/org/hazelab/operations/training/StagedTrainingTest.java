// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.hazelab.operations.training.TrainMethod.IfCheckpoint;
import org.hazelab.operations.training.TrainMethod.Result;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that the operation does not know, in two stages. */
class StagedTrainingTest {

    @TempDir
    private Path folder;

    private static FloatImage image(int channels, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[][] planes = new float[channels][36];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return FloatImage.of(6, 6, ValueRange.UNIT, planes);
    }

    /** Colour images, the first of which is grey, and depths. */
    private static TrainingRows rows() {
        long[] next = {0};
        return new TrainingRows() {
            @Override
            public long count() {
                return 4;
            }

            @Override
            public Row next() {
                long row = next[0]++;
                return new Row() {
                    @Override
                    public String name() {
                        return "Row" + row;
                    }

                    @Override
                    public FloatImage image(int index, Progress progress) {
                        return StagedTrainingTest.image(index == 0 && row > 0 ? 3 : 1, 2 * row + index);
                    }
                };
            }
        };
    }

    private Result train(Optional<Path> checkpoint, String name, Progress progress) throws HazeLabException {
        TrainMethod.Config config = new TrainMethod.Config(0.25, false, false, checkpoint, IfCheckpoint.RESUME);
        return new TrainMethod(new StagedRecipe(3, 5), config, RuntimeSettings.resolve("cpu", 1, ""), reason -> {})
            .run(Map.of("clear", rows()), Optional.empty(), folder.resolve(name), progress);
    }

    private static float[] weights(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            assertEquals(List.of("w"), model.names());
            return model.read("w", Progress.NONE).values();
        }
    }

    private static long temporaryStages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("hazelab-stage-")).count();
        }
    }

    @Test
    void trainsBothStagesOneAfterTheOther() throws HazeLabException, IOException {
        long before = temporaryStages();
        Result result = train(Optional.empty(), "model", Progress.NONE);
        assertEquals(before, temporaryStages());
        assertEquals(List.of("Colour", "Colour", "Colour", "Copy", "Copy", "Copy"),
            result.history().stream().map(HistoryLine::stage).toList());
        assertEquals(Map.of("clear", 3, "checks", 1, "real", 0), result.rows());
        assertTrue(result.history().get(5).round().losses().containsKey("copy"));
        assertTrue(result.history().get(0).round().validation().containsKey("colour"));
        // The second stage begins elsewhere and comes nearer to the weights of the first.
        assertTrue(result.history().get(5).round().loss() < result.history().get(3).round().loss());
    }

    @Test
    void goesOnInTheSecondStageToTheSameBytes() throws HazeLabException {
        train(Optional.empty(), "whole", Progress.NONE);
        for (String moment : List.of("Colour: Epoch 2 of 3, step 3", "Copy: Epoch 1 of 3, step 2",
            "Copy: Epoch 3 of 3, step 1")) {
            Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint of " + moment.replace(":", "")));
            boolean[] cancelled = {false};
            Progress progress = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    cancelled[0] |= message.startsWith(moment);
                }

                @Override
                public void checkCanceled() {
                    if (cancelled[0]) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(CancellationException.class, () -> train(checkpoint, "cancelled", progress));
            Result resumed = train(checkpoint, "resumed after " + moment.replace(":", ""), Progress.NONE);
            assertEquals(6, resumed.history().size());
            assertTrue(resumed.resumedAt() > 0);
            assertArrayEquals(weights(folder.resolve("whole")),
                weights(folder.resolve("resumed after " + moment.replace(":", ""))));
        }
    }
}
