// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * A convolution of sequences with a kernel of length 1: a linear map of the channels.
 *
 * <p>Weight (out, in, 1), bias (out). Input (batch, in, length), output (batch, out, length).
 */
public record Conv1d(Parameter weight, Parameter bias) {

    /** Started as PyTorch starts it. */
    public static Conv1d of(Scope at, int in, int out) {
        return of(at, in, out, Initializer.fan(in));
    }

    /** Weight and bias started with zeros. */
    public static Conv1d zero(Scope at, int in, int out) {
        return of(at, in, out, Initializer.ZEROS);
    }

    private static Conv1d of(Scope at, int in, int out, Initializer initializer) {
        return new Conv1d(at.parameter("weight", initializer, out, in, 1), at.parameter("bias", initializer, out));
    }

    public Value of(Value x) {
        return x.reduced().apply("conv1d", x.code().weight(weight), x.code().weight(bias));
    }
}
