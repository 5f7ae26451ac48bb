// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

/**
 * What the terms of the generator's loss count (equation (14)), each finite and at least 0; 0 leaves a term out.
 *
 * @param adversarial of the PatchGAN, {@link AdversarialLoss}
 * @param critic of the discriminator on CLIP's features, {@link CriticLoss}
 * @param bridge lambda_SB, {@link BridgeLoss}
 * @param prompt lambda_p, {@link PromptClipLoss}
 * @param nce lambda_NCE, {@link PatchNceLoss} of both halves
 * @param physical lambda_phy, {@link PhysicalPriorLoss}
 * @param highFrequency lambda_hfd, {@link HighFrequencyLoss}
 * @param ssim lambda_hfd too, {@link SsimLoss}
 */
public record LossWeights(double adversarial, double critic, double bridge, double prompt, double nce, double physical,
    double highFrequency, double ssim) {

    /** The published ones; that of the discriminator on CLIP's features, which is not published, is 1. */
    public static final LossWeights PUBLISHED = new LossWeights(1, 1, 1, 1, 1, 0.5, 0.5, 0.5);

    /** @throws IllegalArgumentException if a weight is negative or not finite */
    public LossWeights {
        check("adversarial", adversarial);
        check("critic", critic);
        check("bridge", bridge);
        check("prompt", prompt);
        check("nce", nce);
        check("physical", physical);
        check("highFrequency", highFrequency);
        check("ssim", ssim);
    }

    private static void check(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight " + name + " is " + weight
                + ", and a weight is a finite number of at least 0");
        }
    }
}
