// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;
import java.util.Locale;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** Finds out why a loss is not finite: an image causes it, or the training diverges. Ends the training. */
final class NotFinite<B extends TrainingBatch<B>> {

    /** No pixel of a sound image is farther from the mean, so a message should name it. */
    private static final double FAR = 1000;
    /** The square of what is farther is no float. */
    private static final double HOPELESS = 1e19;
    private static final String CORRECT =
        "Correct the pixels of this image, or leave its row out; check that the normalisation is that of these images";
    private static final String SLOWER = "Choose a lower learning rate, and check that the images are normalised";

    private final TrainingTask<B> task;
    private final int round;
    private final int index;
    private final String loss;

    /** @param losses of which one, the first such one, is not finite */
    NotFinite(TrainingTask<B> task, int round, float[] losses) {
        this.task = task;
        this.round = round;
        index = firstOdd(losses);
        List<String> names = task.losses();
        loss = names.size() == 1 ? "loss" : "loss \"" + names.get(index) + "\"";
    }

    /** The first number that is not finite; -1 if all are. */
    static int firstOdd(float[] losses) {
        for (int i = 0; i < losses.length; i++) {
            if (!Float.isFinite(losses[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A validation loss with finite weights: an image with pixels far from the mean, else weights that are far from
     * sound.
     */
    HazeLabException validation(B batch, Progress progress) throws HazeLabException {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < batch.size() && most < Double.POSITIVE_INFINITY; i++) {
            double one = loss(batch.only(i), progress);
            double comparable = Double.isFinite(one) ? one : Double.POSITIVE_INFINITY;
            worst = comparable > most ? i : worst;
            most = Math.max(most, comparable);
        }
        return batch.farthest(worst) <= FAR ? diverges("the validation " + loss, "", "")
            : image("The validation " + loss, batch, worst);
    }

    /**
     * A loss of a training step: an image with pixels far from the mean, if its loss is not finite with the weights of
     * before the round either, else the training.
     *
     * @param before the weights of before the round, which the task gets
     */
    HazeLabException training(B batch, Snapshot before, Progress progress) throws HazeLabException {
        before.restore(progress);
        int farthest = 0;
        for (int i = 0; i < batch.size(); i++) {
            double far = batch.farthest(i);
            if (!(far <= HOPELESS) || (far > FAR && !Double.isFinite(loss(batch.only(i), progress)))) {
                return image("The " + loss, batch, i);
            }
            farthest = batch.farthest(i) > batch.farthest(farthest) ? i : farthest;
        }
        return batch.farthest(farthest) <= FAR ? diverges("the " + loss, "", "") : diverges("the " + loss,
            ". In " + batch.name(farthest) + far(batch.farthest(farthest)),
            "; correct such pixels or leave the row out");
    }

    private HazeLabException diverges(String what, String where, String more) {
        return new HazeLabException(
            "The training diverges: " + what + " of epoch " + round + " is no longer finite" + where, SLOWER + more);
    }

    /** Something else of the training, such as weights, after a round. */
    static HazeLabException state(String what, int round) {
        return new HazeLabException("The training diverges: after epoch " + round + " " + what
            + " are no longer finite", SLOWER);
    }

    private double loss(B crop, Progress progress) throws HazeLabException {
        return task.evaluate(crop, progress)[index];
    }

    private static String far(double deviations) {
        return String.format(Locale.ROOT, " a pixel is %.2g standard deviations away from the mean", deviations);
    }

    private HazeLabException image(String what, B batch, int item) {
        double far = batch.farthest(item);
        String pixels = Double.isNaN(far) ? ", where a pixel is no number" : far > FAR ? ", where" + far(far) : "";
        return new HazeLabException(what + " of epoch " + round + " is not finite for " + batch.name(item)
            + pixels, CORRECT);
    }
}
