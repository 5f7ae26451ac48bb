// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Objects;

import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.loss.Perceptual;

/**
 * What the stages' losses are made of.
 *
 * @param perceptual the perceptual term
 * @param transmission weight of Pretrain's term of the transmission (lambda), at least 0
 * @param colour weight of the optional colour term in all stages, at least 0; 0 leaves it out
 * @param reflowTarget what Reflow's perceptual term compares with
 */
public record LossSettings(Perceptual perceptual, double transmission, double colour, ReflowTarget reflowTarget) {

    /** The published ones. */
    public static final LossSettings PUBLISHED =
        new LossSettings(Perceptual.AUTOMATIC, 0.5, 0, ReflowTarget.VELOCITY);

    public LossSettings {
        Objects.requireNonNull(perceptual);
        Objects.requireNonNull(reflowTarget);
        if (!(transmission >= 0 && transmission < Double.POSITIVE_INFINITY && colour >= 0
            && colour < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weights of " + transmission + " and " + colour);
        }
    }
}
