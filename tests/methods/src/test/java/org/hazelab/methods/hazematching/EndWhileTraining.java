// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.script.Network;

/** Ends its JVM in the middle of training on the processor, as closing KNIME does. */
final class EndWhileTraining {

    static final int EXIT_CODE = 7;
    private static final int SIDE = 32;

    private EndWhileTraining() {
    }

    public static void main(String[] arguments) throws HazeLabException, InterruptedException {
        ComputeDevice device = ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
        CountDownLatch begun = new CountDownLatch(1);
        Thread worker = new Thread(() -> train(device, begun));
        worker.setDaemon(true);
        worker.start();
        begun.await();
        System.exit(EXIT_CODE);
    }

    private static void train(ComputeDevice device, CountDownLatch begun) {
        FloatImage image = FloatImage.zeros(SIDE, SIDE, 1, ValueRange.UNIT);
        ImageSet pairs = ImageSet.of(List.of(List.of(image, image)));
        TrainingSettings endless = new TrainingSettings(SIDE, 4, 4, Integer.MAX_VALUE, 1e-4, false, 0.9, 0.999, 1e-8,
            TimeGrid.AUTHORS, false, false, false, 1);
        Network network = HazeMatchingNetwork.of(SIDE);
        try (HazeMatchingTask task = HazeMatchingTask.open(device, network, network.initial(1), endless,
            Trainings.AS_IT_IS, pairs, Trainings.none(), Progress.NONE);
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE)) {
            trainer.run(current -> begun.countDown(), Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException(e);
        }
    }
}
