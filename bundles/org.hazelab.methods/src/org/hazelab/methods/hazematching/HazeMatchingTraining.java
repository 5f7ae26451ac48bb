// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.training.AdamScript;
import org.hazelab.methods.training.Epoch;
import org.hazelab.methods.training.TimeLeft;
import org.hazelab.methods.training.TrainingListener;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Trains HazeMatching: conditional flow matching with Adam, a validation after every epoch, and the weights of the best
 * one kept.
 *
 * <p>The same start, pairs, settings, device and number of threads give the same weights, also over a checkpoint.
 */
public final class HazeMatchingTraining {

    private static final double ROUNDING = 1e4;

    private final ComputeDevice device;
    private final TrainingSettings settings;
    private final CropSource training;
    private final CropSource validation;
    private final TrainingListener listener;
    private TimeLeft timeLeft;

    /**
     * @param pairs at least one
     * @param validation may be empty: then the training's loss decides which weights are the best
     * @throws HazeLabException if an image is smaller than a crop
     */
    public HazeMatchingTraining(ComputeDevice device, TrainingSettings settings, TrainingPairs pairs,
            TrainingPairs validation, TrainingListener listener) throws HazeLabException {
        if (pairs.count() == 0) {
            throw new HazeLabException("There is no pair of images to train with", "Give the node a table with rows");
        }
        this.device = device;
        this.settings = settings;
        this.training = new CropSource(pairs, settings, false);
        this.validation = new CropSource(validation, settings, true);
        this.listener = listener;
    }

    /**
     * Trains until the settings' number of epochs is reached.
     *
     * @param network of {@link HazeMatchingNetwork}
     * @param start its initial weights, or where another training ended
     * @throws HazeLabException if there is not enough memory, the loss is no number any more, or the listener fails
     * @throws CancellationException if the user has cancelled, after telling the listener
     */
    public TrainingState run(Network network, TrainingState start, Progress progress) throws HazeLabException {
        try (ScriptModule module = ScriptModule.load(device, network.archive(start.weights(), Order.ROWS), progress)) {
            device.run(progress, scope -> start.firstMoments() == null ? scope.infer(module, AdamScript.BEGIN)
                : scope.infer(module, AdamScript.RESUME, start.firstMoments(), start.secondMoments()));
            TrainingState state = start;
            timeLeft = new TimeLeft((double)start.epochs() / settings.epochs(), System::nanoTime);
            try {
                while (state.epochs() < settings.epochs()) {
                    state = epoch(module, state, progress);
                    listener.epoch(state);
                }
            } catch (CancellationException e) {
                listener.cancelled(module.parameterValues(Progress.NONE));
                throw e;
            }
            return state;
        } catch (DeviceMemoryException e) {
            throw e.forUser("training with batches of " + settings.batch() + " crops of " + settings.patch() + " x "
                + settings.patch() + " pixels");
        }
    }

    private TrainingState epoch(ScriptModule module, TrainingState before, Progress progress) throws HazeLabException {
        int number = before.epochs() + 1;
        double loss = 0;
        int crops = 0;
        for (int i = 0; i < training.batches(); i++) {
            report(number, i, loss / Math.max(1, crops), progress);
            CropBatch batch = training.batch(number, i);
            int step = before.steps() + i + 1;
            loss += batch.size() * finite(step(module, batch, step, progress), number);
            crops += batch.size();
        }
        double validated = validate(module, number, progress);
        double judged = Double.isNaN(validated) ? loss / crops : validated;
        boolean best = Math.rint(judged * ROUNDING) < Math.rint(before.best() * ROUNDING);
        Map<String, FloatTensor> weights = module.parameterValues(progress);
        List<Epoch> history = new ArrayList<>(before.history());
        history.add(new Epoch(number, loss / crops, validated, best));
        return new TrainingState(weights, best ? weights : before.bestWeights(), moments(module, AdamScript.FIRST,
            progress), moments(module, AdamScript.SECOND, progress), before.steps() + training.batches(), history);
    }

    private float step(ScriptModule module, CropBatch batch, int step, Progress progress) throws HazeLabException {
        return device.run(progress, scope -> scope.train(module, AdamScript.STEP, batch.noise(), batch.clean(), batch.hazy(),
            batch.times(), settings.rate(step, training.batches()), settings.beta1(), settings.beta2(), settings.epsilon(), step).get(0).get()
            .values()[0]);
    }

    private double validate(ScriptModule module, int epoch, Progress progress) throws HazeLabException {
        double loss = 0;
        for (int i = 0; i < validation.batches(); i++) {
            progress.checkCanceled();
            CropBatch batch = validation.batch(epoch, i);
            loss += batch.size() * device.run(progress, scope -> scope.infer(module, HazeMatchingNetwork.LOSS,
                batch.noise(), batch.clean(), batch.hazy(), batch.times()).get(0).get().values()[0]);
        }
        return validation.crops() == 0 ? Double.NaN : loss / validation.crops();
    }

    private FloatTensor moments(ScriptModule module, String method, Progress progress) throws HazeLabException {
        return device.run(progress, scope -> scope.infer(module, method).get(0).get());
    }

    private void report(int epoch, int batch, double loss, Progress progress) {
        progress.checkCanceled();
        double done = (epoch - 1 + (double)batch / training.batches()) / settings.epochs();
        String words = "Epoch " + epoch + " of " + settings.epochs() + ", step " + (batch + 1) + " of " + training.batches();
        String lossWords = batch == 0 ? "" : ": loss " + Math.round(loss * ROUNDING) / ROUNDING;
        String time = timeLeft.words(done);
        progress.report(done, words + lossWords + (time.isEmpty() ? "" : (batch == 0 ? ": " : ", ") + time));
    }

    private static float finite(float loss, int epoch) throws HazeLabException {
        if (!Float.isFinite(loss)) {
            throw new HazeLabException("The loss of epoch " + epoch + " is no number any more",
                "Choose a lower learning rate, and check that the images are normalised");
        }
        return loss;
    }
}
