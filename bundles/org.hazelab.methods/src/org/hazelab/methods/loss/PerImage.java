// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import org.hazelab.runtime.script.Value;

/** Numbers for each image of a batch, (batch), of which {@link LossTerms} are made. */
public final class PerImage {

    private PerImage() {
    }

    /** The mean of each image of a batch, (batch, channels, rows, columns). */
    public static Value mean(Value x) {
        return x.apply("mean", new int[] {1, 2, 3});
    }
}
