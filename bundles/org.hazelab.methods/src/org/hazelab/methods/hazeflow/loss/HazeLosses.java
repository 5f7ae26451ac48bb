// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.loss;

import org.hazelab.methods.loss.PerImage;
import org.hazelab.runtime.script.Value;

/** The terms of HazeFlow's losses but the perceptual one, each a number for each image of a batch, (batch). */
public final class HazeLosses {

    private HazeLosses() {
    }

    /** The mean squared difference: of the velocity to J - A (L_der, equation (12)) or to another velocity (17). */
    public static Value squared(Value x, Value target) {
        Value difference = x.minus(target);
        return PerImage.mean(difference.times(difference));
    }

    /**
     * How far the means of an image's channels are apart, the optional colour term of the published code: sqrt((r -
     * g)^4 + (r - b)^4 + (g - b)^4). Its gradient is 0 where they are equal.
     */
    public static Value colour(Value image) {
        Value means = image.apply("mean", new int[] {2, 3});
        Value red = means.slice(1, 0, 1);
        Value green = means.slice(1, 1, 2);
        Value blue = means.slice(1, 2, 3);
        Value apart = image.code().call("torch.cat",
            image.code().list(red.minus(green), red.minus(blue), green.minus(blue)), 1);
        return apart.times(apart).apply("linalg_vector_norm", 2, new int[] {1});
    }
}
