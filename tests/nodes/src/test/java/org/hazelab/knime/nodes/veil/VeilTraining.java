// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.operations.training.TrainMethod;
import org.hazelab.operations.training.TrainingRow;
import org.hazelab.runtime.RuntimeSettings;

/** Trains a small veil on images by formula; as a program, up to a step at which it waits for its end. */
final class VeilTraining {

    /** What the program prints when it waits. */
    static final String WAITS = "waits";
    /** Of each stage. */
    static final int EPOCHS = 4;
    private static final int ROWS = 5;

    private VeilTraining() {
    }

    /** Arguments: checkpoint, model, and how the report begins at which it waits. */
    public static void main(String[] arguments) throws HazeLabException {
        train(Optional.of(Path.of(arguments[0])), Path.of(arguments[1]), Optional.empty(), new Progress() {
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

    /** Trains both stages on the processor, with one of five rows for validation. */
    static TrainMethod.Result train(Optional<Path> checkpoint, Path model, Optional<Path> start, Progress progress)
        throws HazeLabException {
        TrainMethod.Config config =
            new TrainMethod.Config(0.2, false, false, checkpoint, TrainMethod.IfCheckpoint.RESUME);
        return new TrainMethod(new VeilRecipe(EPOCHS, 0.02, 0.005, 7), config, RuntimeSettings.resolve("cpu", 1, ""),
            reason -> {
                throw new IllegalStateException(reason);
            }).run(Map.of(VeilRecipe.TRAINING, rows()), start, model, progress);
    }

    private static ImageTable<TrainingRow> rows() {
        return ImageTable.of(IntStream.range(0, ROWS).mapToObj(VeilTraining::row).toList());
    }

    private static TrainingRow row(int number) {
        return new TrainingRow() {
            @Override
            public String name() {
                return "Row" + number;
            }

            @Override
            public FloatImage image(int image, Progress progress) {
                FloatImage clear = clear(number);
                return image == 0 ? hazy(clear) : clear;
            }
        };
    }

    /** Squares of random colours in 0 to 1. */
    static FloatImage clear(int number) {
        RandomStream random = RandomStream.of(11, number);
        int width = 20 + number;
        int height = 17;
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UNIT);
        float[] colours = new float[3 * 64];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = random.nextFloat();
        }
        for (int i = 0; i < 3 * width * height; i++) {
            int x = i % width;
            int y = i / width % height;
            image.plane(i / (width * height))[y * width + x] =
                colours[i / (width * height) * 64 + y / 4 * 8 + x / 4];
        }
        return image;
    }

    /** In counts of 8 bits: half of the light comes through, and white stands for the other half. */
    static FloatImage hazy(FloatImage clear) {
        FloatImage hazy = FloatImage.zeros(clear.width(), clear.height(), 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < clear.pixels(); i++) {
                hazy.plane(c)[i] = Math.round(255 * (0.5f * clear.plane(c)[i] + 0.5f));
            }
        }
        return hazy;
    }
}
