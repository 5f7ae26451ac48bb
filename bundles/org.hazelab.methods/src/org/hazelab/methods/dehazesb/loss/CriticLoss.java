// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import java.util.List;

import org.hazelab.runtime.script.Value;

/**
 * The adversarial losses of the discriminator on CLIP's features (Kumari et al., "Ensembling Off-the-shelf Models for
 * GAN Training", CVPR 2022), from the logits that its heads give at several levels: (batch, 1) or maps of them. At each
 * level the mean logistic loss of the map; the sum over levels.
 */
public final class CriticLoss {

    private CriticLoss() {
    }

    /**
     * The discriminator's: half of the losses of "real is real" and "fake is not".
     *
     * @param real levels of clear images
     * @param fake levels of generated images, which were detached before the discriminator saw them
     */
    public static Value discriminator(List<Value> real, List<Value> fake) {
        return real(real).plus(sum(fake, -1)).times(0.5);
    }

    /** The generator's: the loss of "fake is real". */
    public static Value generator(List<Value> fake) {
        return real(fake);
    }

    private static Value real(List<Value> levels) {
        return sum(levels, 1);
    }

    /** @param sign 1 for the loss of "real", -1 for that of "not" */
    private static Value sum(List<Value> levels, double sign) {
        return levels.stream()
            .map(level -> level.full().apply("flatten", 1).times(sign).apply("log_sigmoid"))
            .map(likelihoods -> likelihoods.apply("mean", new int[] {1})).reduce(Value::plus).orElseThrow().times(-1.0);
    }
}
