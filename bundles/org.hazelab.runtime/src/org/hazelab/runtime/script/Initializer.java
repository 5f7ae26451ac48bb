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
        return uniform(1 / Math.sqrt(fan));
    }

    /** Uniform in +-bound. */
    static Initializer uniform(double bound) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)random.nextDouble(-bound, bound);
            }
        };
    }

    /** Normal with mean 0. */
    static Initializer normal(double standardDeviation) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(standardDeviation * random.nextGaussian());
            }
        };
    }

    /**
     * Normal with variance gain^2 * 2 / (in + out) (Glorot and Bengio, "Understanding the difficulty of training deep
     * feedforward neural networks", 2010).
     *
     * @param in the inputs of one output: channels times the size of the kernel
     * @param out the outputs that one input goes to, counted alike
     */
    static Initializer xavierNormal(double gain, int in, int out) {
        return normal(gain * Math.sqrt(2.0 / ((double)in + out)));
    }

    /**
     * Uniform with variance scale / ((in + out) / 2): "variance scaling, fan average", as score-based generative models
     * (Song et al., 2021) start their convolutions.
     *
     * @param scale 1 for most layers; 1e-10 in place of 0
     * @param in as in {@link #xavierNormal}
     * @param out as in {@link #xavierNormal}
     */
    static Initializer fanAverage(double scale, int in, int out) {
        return uniform(Math.sqrt(3 * scale / (((double)in + out) / 2)));
    }
}
