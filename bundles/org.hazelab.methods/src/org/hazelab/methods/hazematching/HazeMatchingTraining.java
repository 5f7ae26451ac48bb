// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
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
import org.hazelab.runtime.script.WeightSource;
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
     * @throws HazeLabException if there is not enough memory, a loss or the weights are no finite numbers any more (the
     *             listener is not told of that epoch), or the listener fails
     * @throws CancellationException if the user has cancelled, after telling the listener
     */
    public TrainingState run(Network network, TrainingState start, Progress progress) throws HazeLabException {
        check(start);
        try (ScriptModule module =
            ScriptModule.load(device, network, WeightSource.of(start.weights()), Order.ROWS, progress)) {
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
            throw e.forUser(work());
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure(work(), "choose smaller batches or crops", e);
        }
    }

    private String work() {
        return "training with batches of " + settings.batch() + " crops of " + settings.patch() + " x "
            + settings.patch()
            + " pixels";
    }

    private void check(TrainingState start) throws HazeLabException {
        Optional<String> odd = start.notFinite();
        if (odd.isPresent()) {
            throw new HazeLabException("The training cannot begin: " + odd.get() + " no finite numbers",
                "Start from another model or checkpoint, or train anew");
        }
        if (start.history().stream().anyMatch(epoch -> epoch.validation().isPresent() != validation.crops() > 0)) {
            throw new HazeLabException(
                "The epochs of the checkpoint " + (validation.crops() > 0 ? "have no validation loss, as if "
                    + "there had been no images for it, or it had been no finite number"
                    : "have a validation loss, and now there are no images for validation"),
                "Begin anew, or choose another file for checkpoints");
        }
    }

    private TrainingState epoch(ScriptModule module, TrainingState before, Progress progress) throws HazeLabException {
        int number = before.epochs() + 1;
        if ((long)before.steps() + training.batches() > Integer.MAX_VALUE) {
            throw new HazeLabException(
                "The training has taken " + before.steps() + " steps, and epoch " + number + " has "
                    + training.batches() + " more: one cannot count them",
                "Choose fewer epochs or larger batches");
        }
        double loss = 0;
        int crops = 0;
        for (int i = 0; i < training.batches(); i++) {
            report(number, i, loss / Math.max(1, crops), progress);
            CropBatch batch = training.batch(number, i);
            int step = before.steps() + i + 1;
            float one = step(module, batch, step, progress);
            if (!Float.isFinite(one)) {
                throw new NotFinite(module, training).training(batch, number, i, before.weights(), progress);
            }
            loss += batch.size() * one;
            crops += batch.size();
        }
        return after(module, before, loss / crops, progress);
    }

    /** The state after the steps of an epoch, if it is sound. */
    private TrainingState after(ScriptModule module, TrainingState before, double loss, Progress progress)
        throws HazeLabException {
        int number = before.epochs() + 1;
        Map<String, FloatTensor> weights = module.parameterValues(progress);
        FloatTensor first = moments(module, AdamScript.FIRST, progress);
        FloatTensor second = moments(module, AdamScript.SECOND, progress);
        Optional<String> odd = new TrainingState(weights, weights, first, second, 0, List.of()).notFinite();
        if (odd.isPresent()) {
            throw NotFinite.state(odd.get(), number);
        }
        OptionalDouble validated = validate(module, number, progress);
        double judged = validated.orElse(loss);
        boolean best = Math.rint(judged * ROUNDING) < Math.rint(before.best() * ROUNDING);
        List<Epoch> history = new ArrayList<>(before.history());
        history.add(new Epoch(number, loss, validated, best));
        return new TrainingState(weights, best ? weights : before.bestWeights(), first, second,
            before.steps() + training.batches(), history);
    }

    private float step(ScriptModule module, CropBatch batch, int step, Progress progress) throws HazeLabException {
        return device.run(progress,
            scope -> scope.train(module, AdamScript.STEP, batch.noise(), batch.clean(), batch.hazy(),
                batch.times(), settings.rate(step, training.batches()), settings.beta1(), settings.beta2(),
                settings.epsilon(), step).get(0).get()
                .values()[0]);
    }

    /** The mean loss of the validation crops; empty if there are none. */
    private OptionalDouble validate(ScriptModule module, int epoch, Progress progress) throws HazeLabException {
        double loss = 0;
        for (int i = 0; i < validation.batches(); i++) {
            progress.checkCanceled();
            CropBatch batch = validation.batch(epoch, i);
            float one = device.run(progress, scope -> NotFinite.loss(scope, module, batch));
            if (!Float.isFinite(one)) {
                throw new NotFinite(module, validation).validation(batch, epoch, i, progress);
            }
            loss += batch.size() * one;
        }
        return validation.crops() == 0 ? OptionalDouble.empty() : OptionalDouble.of(loss / validation.crops());
    }

    private FloatTensor moments(ScriptModule module, String method, Progress progress) throws HazeLabException {
        return device.run(progress, scope -> scope.infer(module, method).get(0).get());
    }

    private void report(int epoch, int batch, double loss, Progress progress) {
        progress.checkCanceled();
        double done = (epoch - 1 + (double)batch / training.batches()) / settings.epochs();
        String words =
            "Epoch " + epoch + " of " + settings.epochs() + ", step " + (batch + 1) + " of " + training.batches();
        String lossWords = batch == 0 ? "" : ": loss " + Math.round(loss * ROUNDING) / ROUNDING;
        String time = timeLeft.words(done);
        progress.report(done, words + lossWords + (time.isEmpty() ? "" : (batch == 0 ? ": " : ", ") + time));
    }
}
