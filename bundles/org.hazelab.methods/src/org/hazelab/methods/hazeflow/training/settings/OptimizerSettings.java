// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Objects;

/**
 * How weights follow gradients, in all stages. Adam has betas of .9 and .999 and an epsilon of 1e-8.
 *
 * @param longest global norm of the gradients, longer ones are shortened; above 0
 * @param averageDecay the highest decay of the average of the weights, which after n steps is (1 + n) / (10 + n) at
 *            most; 0 to below 1
 * @param dropout probability that the network drops a value in training, 0 to below 1
 * @param start the weights that a stage with a teacher begins with
 */
public record OptimizerSettings(double longest, double averageDecay, double dropout, StudentStart start) {

    /** The published ones. */
    public static final OptimizerSettings PUBLISHED =
        new OptimizerSettings(1, 0.999999, 0.15, StudentStart.RAW);
    /** Ours for small networks, which do not overfit, and short trainings. */
    public static final OptimizerSettings PROCESSOR = new OptimizerSettings(1, 0.999, 0, StudentStart.RAW);

    public OptimizerSettings {
        Objects.requireNonNull(start);
        if (!(longest > 0 && averageDecay >= 0 && averageDecay < 1 && dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("norm " + longest + ", decay " + averageDecay + ", dropout " + dropout);
        }
    }

    /** The decay of the average at a step. */
    public double decay(long step) {
        return Math.min(averageDecay, (1.0 + step) / (10.0 + step));
    }
}
