// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.Arrays;

import org.hazelab.imaging.random.RandomStream;

/** The values that a parameter has before training. */
@FunctionalInterface
public interface Initializer {

    /** Every value 0; draws nothing. */
    Initializer ZEROS = (values, random) -> Arrays.fill(values, 0);

    /** Every value 1; draws nothing. */
    Initializer ONES = (values, random) -> Arrays.fill(values, 1);

    /**
     * Fills a parameter.
     *
     * @param values in row-major order
     * @param random a stream for this parameter alone
     */
    void fill(float[] values, RandomStream random);

    /**
     * Uniform in +-1/sqrt(fan), what PyTorch gives to weights (Kaiming's uniform rule with a = sqrt(5)) and biases of
     * linear layers and convolutions alike.
     *
     * @param fan the inputs of one output: channels times the size of the kernel
     */
    static Initializer fan(int fan) {
        double bound = 1 / Math.sqrt(fan);
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)random.nextDouble(-bound, bound);
            }
        };
    }
}
