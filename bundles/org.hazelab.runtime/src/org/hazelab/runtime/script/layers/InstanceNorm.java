// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;

/**
 * Instance normalisation without scale and offset (Ulyanov, Vedaldi and Lempitsky, "Instance Normalization", 2016):
 * each channel of each image gets mean 0 and variance 1 over its rows and columns. The variance is biased; epsilon is
 * 1e-5.
 *
 * <p>Input and output (batch, channels, rows, columns), with more than one pixel.
 */
public final class InstanceNorm {

    private static final double EPSILON = 1e-5;

    private InstanceNorm() {
    }

    /** Normalises, in training and in inference alike. */
    public static Value of(Value x) {
        return x.full()
            .apply("instance_norm", Code.NONE, Code.NONE, Code.NONE, Code.NONE, true, 0.1, EPSILON, false).reduced();
    }
}
