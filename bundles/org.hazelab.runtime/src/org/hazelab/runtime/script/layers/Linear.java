// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/** A linear map with bias. Weight (out, in), bias (out). Input (..., in), output (..., out). */
public record Linear(Parameter weight, Parameter bias) {

    /** Started as PyTorch starts it. */
    public static Linear of(Scope at, int in, int out) {
        Initializer initializer = Initializer.fan(in);
        return new Linear(at.parameter("weight", initializer, out, in), at.parameter("bias", initializer, out));
    }

    public Value of(Value x) {
        return x.reduced().apply("linear", x.code().weight(weight), x.code().weight(bias));
    }
}
