// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;

/**
 * The entropy of (state, prediction) as UNSB (Kim et al., ICLR 2024) estimates it by a network E: from E's maps of any
 * shape for a pair beside itself, "same", and beside the pair of another hazy image, "other". Each loss is one number
 * for the batch: its logarithm is that of a sum over all elements of all maps, from which the logarithm of their number
 * is not taken away.
 */
public final class EntropyLoss {

    private EntropyLoss() {
    }

    /** E's own loss, -mean(same) + l + l^2 with l = log sum exp(other). The pairs were detached before E saw them. */
    public static Value energy(Value same, Value other) {
        Value sum = logSum(other);
        return sum.plus(sum.times(sum)).minus(same.mean());
    }

    /** The estimate, mean(same) - log sum exp(other), which {@link BridgeLoss} takes. */
    public static Value entropy(Value same, Value other) {
        return same.mean().minus(logSum(other));
    }

    private static Value logSum(Value map) {
        return Functions.logSumExp(map.reshaped(-1), 0);
    }
}
