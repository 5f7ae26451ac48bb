// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.math.BigDecimal;
import java.math.MathContext;

import org.hazelab.imaging.FloatImage;
import org.hazelab.methods.DehazeWatcher;

/**
 * Detects images with another scale than those that a model was trained on: in 0 to 1 where it was counts, or in counts
 * of another bit depth. The network sees (x - mean) / deviation, whose mean is 0 and whose deviation is 1 over the
 * training images.
 */
final class ScaleCheck {

    /** No training image has its mean that far from 0: it takes the deviation of all pixels of all images. */
    private static final double FAR = 5;
    /**
     * An image that is nearly flat to the network is only odd where it is not near the mean of the training images...
     */
    private static final double OFF = 1;
    /** ... and all its pixels lie that near to each other. */
    private static final double FLAT = 0.05;

    private final Normalization normalization;

    ScaleCheck(Normalization normalization) {
        this.normalization = normalization;
    }

    /** Tells the watcher if a channel of an image, all of whose pixels are finite, is far from what the model knows. */
    void look(FloatImage image, int channel, DehazeWatcher watcher) {
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : image.plane(channel)) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double mean = sum / image.pixels();
        double offset = Math.abs(mean - normalization.inputMean()) / normalization.inputStd();
        double spread = ((double)max - min) / normalization.inputStd();
        if (offset > FAR || offset > OFF && spread < FLAT) {
            watcher.doubt(
                "the values are far from those of the hazy images that the model was trained on, so the result may "
                    + "mean nothing (give the images in the same units, or choose another normalisation)",
                (image.channels() > 1 ? "channel " + (channel + 1) + " has " : "") + "values from " + words(min)
                    + " to "
                    + words(max) + " with the mean " + words(mean) + ", the model expects the mean "
                    + words(normalization.inputMean()) + " and the standard deviation "
                    + words(normalization.inputStd()));
        }
    }

    private static String words(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
