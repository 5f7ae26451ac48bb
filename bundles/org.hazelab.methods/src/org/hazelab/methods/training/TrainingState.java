// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;
import java.util.Map;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A training after some epochs: all that is needed to go on as if it had never stopped.
 *
 * @param weights by name
 * @param bestWeights those of the best epoch; the same as {@code weights} before the first one
 * @param firstMoments Adam's means of gradients, all parameters in a row; null before the first epoch
 * @param secondMoments Adam's means of squared gradients, as the first
 * @param steps how many there were
 * @param history one entry an epoch
 */
public record TrainingState(Map<String, FloatTensor> weights, Map<String, FloatTensor> bestWeights,
    FloatTensor firstMoments, FloatTensor secondMoments, int steps, List<Epoch> history) {

    public TrainingState {
        history = List.copyOf(history);
    }

    /** Before the first step. */
    public static TrainingState start(Map<String, FloatTensor> weights) {
        return new TrainingState(weights, weights, null, null, 0, List.of());
    }

    /** How many epochs are behind. */
    public int epochs() {
        return history.size();
    }

    /** The lowest loss of an epoch that was the best; infinite before the first one. */
    public double best() {
        return history.stream().filter(Epoch::best).mapToDouble(TrainingState::judged).min()
            .orElse(Double.POSITIVE_INFINITY);
    }

    /** The loss that an epoch is judged by. */
    static double judged(Epoch epoch) {
        return Double.isNaN(epoch.validation()) ? epoch.loss() : epoch.validation();
    }
}
