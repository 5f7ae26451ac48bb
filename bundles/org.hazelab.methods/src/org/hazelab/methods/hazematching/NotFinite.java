// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Locale;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Why a loss is no finite number: the image that does it, or the training that diverges. Ends the training. */
final class NotFinite {

    /** Farther from the mean no pixel of a sound image is, so that a message should name it. */
    private static final double FAR = 1000;
    /** The square of what is farther is no float. */
    private static final double HOPELESS = 1e19;
    private static final String MEND =
        "Mend the pixels of this image, or leave its row out; check that the normalisation is "
            + "that of these images";
    private static final String SLOWER = "Choose a lower learning rate, and check that the images are normalised";

    private final ScriptModule module;
    private final CropSource source;

    NotFinite(ScriptModule module, CropSource source) {
        this.module = module;
        this.source = source;
    }

    /**
     * A validation loss with finite weights: an image with pixels far from the mean, else weights that are far from
     * sound.
     *
     * @param index of the batch
     */
    HazeLabException validation(CropBatch batch, int epoch, int index, Progress progress) throws HazeLabException {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < batch.size() && most < Double.POSITIVE_INFINITY; i++) {
            double loss = loss(batch.only(i), progress);
            double judged = Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
            worst = judged > most ? i : worst;
            most = Math.max(most, judged);
        }
        return batch.farthest(worst) <= FAR ? diverges("the validation loss", epoch, "", "")
            : image("The validation loss", batch, epoch, index, worst);
    }

    /**
     * A loss of a training step: an image with pixels far from the mean, if its loss is not finite with the weights of
     * before either, else the training.
     *
     * @param before weights of before the epoch, which the module gets
     */
    HazeLabException training(CropBatch batch, int epoch, int index, Map<String, FloatTensor> before, Progress progress)
        throws HazeLabException {
        module.device().run(progress, scope -> {
            module.parameters().forEach((name, tensor) -> tensor.set(before.get(name)));
            return null;
        });
        int farthest = 0;
        for (int i = 0; i < batch.size(); i++) {
            double far = batch.farthest(i);
            if (!(far <= HOPELESS) || (far > FAR && !Double.isFinite(loss(batch.only(i), progress)))) {
                return image("The loss", batch, epoch, index, i);
            }
            farthest = batch.farthest(i) > batch.farthest(farthest) ? i : farthest;
        }
        return batch.farthest(farthest) <= FAR ? diverges("the loss", epoch, "", "") : diverges("the loss", epoch,
            ". In " + source.name(epoch, index, farthest) + far(batch.farthest(farthest)),
            "; mend such pixels or leave the row out");
    }

    private static HazeLabException diverges(String loss, int epoch, String where, String more) {
        return new HazeLabException(
            "The training diverges: " + loss + " of epoch " + epoch + " is no number any more" + where,
            SLOWER + more);
    }

    /** Something else of the training, such as weights, after an epoch. */
    static HazeLabException state(String what, int epoch) {
        return new HazeLabException("The training diverges: after epoch " + epoch + " " + what
            + " no finite numbers any more", SLOWER);
    }

    private double loss(CropBatch crop, Progress progress) throws HazeLabException {
        return module.device().run(progress, scope -> (double)loss(scope, module, crop));
    }

    /** The loss of a batch without a step. */
    static float loss(DeviceScope scope, ScriptModule module, CropBatch batch) {
        return scope.infer(module, HazeMatchingNetwork.LOSS, batch.noise(), batch.clean(), batch.hazy(), batch.times())
            .get(0)
            .get().values()[0];
    }

    private static String far(double deviations) {
        return String.format(Locale.ROOT, " a pixel is %.2g standard deviations away from the mean", deviations);
    }

    private HazeLabException image(String what, CropBatch batch, int epoch, int index, int crop) {
        double far = batch.farthest(crop);
        String pixels = Double.isNaN(far) ? ", where a pixel is no number" : far > FAR ? ", where" + far(far) : "";
        return new HazeLabException(
            what + " of epoch " + epoch + " is no finite number for " + source.name(epoch, index, crop)
                + pixels,
            MEND);
    }
}
