// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.optimizer.MicroBatches;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;

/**
 * One Euler step or one training step of HazeMatching's 128-net after the other, on demand, for
 * {@code peers/hazematching_peers.py}, which has the authors' network do the same in turn.
 *
 * <p>Reads {@code infer BATCH}, {@code train BATCH}, the same as {@code infer-fast} and {@code train-fast} (bfloat16),
 * or {@code export FILE} from standard input, a line each; answers with the wall time and the processor time of all
 * threads in milliseconds. Each thread computes by itself, as in the nodes: {@code infer} runs as many batches at once
 * as there are threads and answers with the time of one of them, {@code train} cuts its batch into pieces of two crops.
 */
public final class HazeMatchingTimes {

    private static final int SIDE = 128;
    private static final int PIECE = 2;

    private final Network network = HazeMatchingNetwork.of(SIDE);
    private final Network toInfer = HazeMatchingNetwork.of(SIDE, Network.FastForms.TO_INFER);
    private final Network toTrain = HazeMatchingNetwork.of(SIDE, Network.FastForms.TO_TRAIN);
    private final ComputeDevice device;
    private ScriptModule inference;
    private ScriptModule training;
    private MicroBatches pieces;
    private int steps;

    private HazeMatchingTimes(int threads) throws HazeLabException {
        device = ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, ""));
    }

    /** Takes the number of threads. */
    public static void main(String[] args) throws IOException, HazeLabException {
        HazeMatchingTimes times = new HazeMatchingTimes(Integer.parseInt(args[0]));
        OnDemand.serve(times::run);
    }

    /** Does it, and says how many batches that were. */
    private double run(String kind, String argument) throws IOException, HazeLabException {
        switch (kind) {
            case "infer" -> infer(Integer.parseInt(argument), Precision.EXACT);
            case "infer-fast" -> infer(Integer.parseInt(argument), Precision.FAST);
            case "train" -> train(Integer.parseInt(argument), Precision.EXACT);
            case "train-fast" -> train(Integer.parseInt(argument), Precision.FAST);
            default -> Files.write(Path.of(argument), network.archive(network.initialWeights(1), Order.ROWS));
        }
        return kind.startsWith("infer") ? device.lanes() : 1;
    }

    private ScriptModule load(Network of, Order order) throws HazeLabException {
        return ScriptModule.load(device, of.archive(of.initialWeights(1), order), Progress.NONE);
    }

    private void infer(int batch, Precision precision) throws HazeLabException {
        if (inference == null) {
            inference = load(toInfer, Order.CHANNELS_LAST);
        }
        ScriptModule used = inference.in(precision);
        FloatTensor images = images(batch);
        int lanes = device.lanes();
        new TileBatches(SIDE, batch, lanes, Integer.MAX_VALUE, () -> {}).run((long)lanes * batch,
            new TileBatches.Work<FloatTensor>() {
                @Override
                public FloatTensor compute(long first, int count, Progress progress) throws HazeLabException {
                    return device.run(progress, scope -> scope
                        .infer(used, HazeMatchingNetwork.EULER, images, images, 0.5, 0.1).get(0).get());
                }

                @Override
                public void accept(long first, FloatTensor results) {
                    // only the time counts
                }
            }, DehazeWatcher.NONE, Progress.NONE);
    }

    private void train(int batch, Precision precision) throws HazeLabException {
        if (training == null) {
            training = load(toTrain, Order.ROWS);
            pieces = MicroBatches.open(device, PIECE, Progress.NONE);
            device.run(Progress.NONE, scope -> scope.evaluate(training, Adam.begin(AdamScript.NAME)));
        }
        FloatTensor images = images(batch);
        FloatTensor noise = images(batch);
        int count = ++steps;
        ScriptModule used = training.in(precision);
        pieces.step(batch, (scope, first, size, share) -> {
            FloatTensor part = CropBatch.items(images, first, size);
            return scope.train(used, AdamScript.GRADIENTS, CropBatch.items(noise, first, size), part, part,
                FloatTensor.zeros(size), share);
        }, (scope, gradients) -> scope.evaluate(used, AdamScript.APPLY, gradients, 1e-4, 0.9, 0.999, 1e-8, count),
            Progress.NONE);
    }

    /** Normal noise. */
    private FloatTensor images(int batch) {
        FloatTensor images = FloatTensor.zeros(batch, 1, SIDE, SIDE);
        RandomStream random = RandomStream.of(batch, steps);
        for (int i = 0; i < images.values().length; i++) {
            images.values()[i] = (float)random.nextGaussian();
        }
        return images;
    }
}
