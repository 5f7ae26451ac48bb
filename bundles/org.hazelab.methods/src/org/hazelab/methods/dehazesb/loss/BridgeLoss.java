// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.methods.loss.PerImage;
import org.hazelab.runtime.script.Value;

/**
 * The loss of a step of the Schroedinger bridge, L_SB, as the published code has it: with N steps and step i, from 0,
 * -(N - i) / N tau ET + tau mean((x_t - x)^2). The paper has no tau before the square, 2 tau before the entropy and 1 -
 * t_i in place of (N - i) / N.
 *
 * @param tau the variance of the bridge, above 0; 0.01 as published
 * @param steps N, at least 1
 */
public record BridgeLoss(double tau, int steps) {

    public BridgeLoss {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY) || steps < 1) {
            throw new IllegalArgumentException("a bridge of variance " + tau + " in " + steps + " steps");
        }
    }

    /**
     * (N - i) / N.
     *
     * @param index i, from 0 to N - 1
     */
    public double remaining(int index) {
        if (index < 0 || index >= steps) {
            throw new IllegalArgumentException("step " + index + " of " + steps);
        }
        return (steps - index) / (double)steps;
    }

    /**
     * The loss.
     *
     * @param state x_t, which the generator was given
     * @param clean x, what it predicted
     * @param entropy of {@link EntropyLoss#entropy}
     * @param remaining of {@link #remaining}: a number, or a value of the code that is one
     */
    public Value of(Value state, Value clean, Value entropy, Object remaining) {
        Value difference = state.full().minus(clean.full());
        return PerImage.mean(difference.times(difference)).minus(entropy.times(remaining)).times(tau);
    }
}
