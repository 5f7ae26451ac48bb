// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Weights of bfloat16 that a network has beside those of its state dict, made of them when it is loaded. */
public final class ConvertedWeights {

    /** The method that makes them. */
    public static final String METHOD = "convert_weights";
    /** The state that holds them. */
    static final String STATE = "converted_weights";

    private static final int CHANNELS_LAST = 2;
    private static final int IMAGE_AXES = 4;

    private record Weight(String key, int axes, Function<Code, Value> definition) {
    }

    private final List<Weight> weights = new ArrayList<>();

    boolean isEmpty() {
        return weights.isEmpty();
    }

    /** The place of a weight, which is added if there is none of its key. */
    int index(String key, int axes, Function<Code, Value> definition) {
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).key().equals(key)) {
                return i;
            }
        }
        weights.add(new Weight(key, axes, definition));
        return weights.size() - 1;
    }

    /** Makes them all; kernels of convolutions with the channels innermost, as images are. */
    Value define(Code code) {
        code.setState(STATE, code.list(weights.stream().map(weight -> {
            Value value = weight.definition().apply(code);
            return weight.axes() == IMAGE_AXES
                ? value.apply("to", Precision.BFLOAT16, false, false, CHANNELS_LAST)
                : value.apply("to", Precision.BFLOAT16);
        }).toArray()));
        return code.nothing();
    }
}
