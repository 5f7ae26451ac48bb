// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.FloatTensor;

/** Ends its JVM in the middle of training on the processor, as a user does who closes KNIME. */
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
        FloatTensor image = new FloatTensor(new int[] {SIDE, SIDE}, new float[SIDE * SIDE]);
        TrainingPairs pairs = TrainingPairs.of(List.of(new TrainingPair(image, image)));
        TrainingSettings endless = new TrainingSettings(SIDE, 4, 4, Integer.MAX_VALUE, 1e-4, false, 0.9, 0.999, 1e-8,
            TimeGrid.AUTHORS, false, false, false, 1);
        Network network = HazeMatchingNetwork.of(SIDE);
        try {
            new HazeMatchingTraining(device, endless, pairs, TrainingPairs.of(List.of()), state -> begun.countDown())
                .run(network, TrainingState.start(network.initialWeights(1)), Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException(e);
        }
    }
}
