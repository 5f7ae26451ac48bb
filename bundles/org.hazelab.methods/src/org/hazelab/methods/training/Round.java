// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The result of one round of a training. A loss that is not finite ends the training, so there is no round with one.
 *
 * @param number from 1
 * @param losses by name, in the task's order: the means over the items of the round's batches, each before the step
 *            that it was part of
 * @param validation by name, in order: what was measured after the round; empty without validation
 * @param best whether these weights are the best so far
 */
public record Round(int number, Map<String, Double> losses, Map<String, Double> validation, boolean best) {

    public Round {
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
        if (losses.isEmpty() || !finite(losses) || !finite(validation)) {
            throw new IllegalArgumentException("a round with the losses " + losses + ", " + validation);
        }
    }

    private static boolean finite(Map<String, Double> losses) {
        return losses.values().stream().allMatch(Double::isFinite);
    }

    /** The first loss of the training. */
    public double loss() {
        return losses.values().iterator().next();
    }

    /** The first loss of the validation; empty without validation. */
    public OptionalDouble validationLoss() {
        return validation.values().stream().mapToDouble(Double::doubleValue).findFirst();
    }

    /** The loss that decides whether the weights of this round are the best. */
    public double selectionLoss() {
        return validationLoss().orElse(loss());
    }
}
