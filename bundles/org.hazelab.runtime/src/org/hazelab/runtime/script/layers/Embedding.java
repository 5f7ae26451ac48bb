// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * A vector for each of some numbers, such as the tokens of a text.
 *
 * <p>Weight (count, width). Input: whole numbers from 0 below count, as floats, of any shape; output (..., width).
 */
public record Embedding(Parameter weight) {

    private static final int INT64 = 4;

    /** Started as PyTorch starts it: standard normal. */
    public static Embedding of(Scope at, int count, int width) {
        return new Embedding(at.parameter("weight", Initializer.normal(1), count, width));
    }

    public Value of(Value x) {
        return x.code().call("torch.embedding", weight, x.apply("to", INT64));
    }
}
