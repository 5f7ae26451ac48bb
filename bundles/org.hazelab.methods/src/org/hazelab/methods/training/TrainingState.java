// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** What of this state is no finite number, as the beginning of a sentence's end; empty if all is sound. */
    public Optional<String> notFinite() {
        return odd(weights).or(() -> odd(bestWeights)).map(name -> "the weights \"" + name + "\" are")
            .or(() -> finite(firstMoments) && finite(secondMoments) ? Optional.empty()
                : Optional.of("Adam's means of the gradients are"));
    }

    private static Optional<String> odd(Map<String, FloatTensor> tensors) {
        return tensors.entrySet().stream().filter(tensor -> !finite(tensor.getValue())).map(Map.Entry::getKey)
            .findFirst();
    }

    private static boolean finite(FloatTensor tensor) {
        if (tensor == null) {
            return true;
        }
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
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
        return epoch.validation().orElse(epoch.loss());
    }
}
