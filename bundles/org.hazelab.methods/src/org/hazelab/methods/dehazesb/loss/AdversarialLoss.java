// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.methods.loss.PerImage;
import org.hazelab.runtime.script.Value;

/**
 * The adversarial losses by least squares (Mao et al., ICCV 2017) of the PatchGAN, from its maps, (batch, 1, rows,
 * columns): 1 says "real".
 */
public final class AdversarialLoss {

    private AdversarialLoss() {
    }

    /**
     * The discriminator's: half of mean((D(real) - 1)^2) + mean(D(fake)^2).
     *
     * @param real the map of clear images
     * @param fake the map of generated images, which were detached before the discriminator saw them
     */
    public static Value discriminator(Value real, Value fake) {
        return squares(real.full().minus(1.0)).plus(squares(fake.full())).times(0.5);
    }

    /** The generator's: mean((D(fake) - 1)^2). */
    public static Value generator(Value fake) {
        return squares(fake.full().minus(1.0));
    }

    private static Value squares(Value map) {
        return PerImage.mean(map.times(map));
    }
}
