// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A tensor of a network's state dict.
 *
 * @param name as in a state dict, such as {@code input_blocks.1.0.in_layers.2.weight}
 * @param shape the lengths of the axes; not copied, not to be changed
 * @param initializer its values before training
 * @param kind what may change it
 */
public record Parameter(String name, int[] shape, Initializer initializer, Kind kind) {

    /** What may change a parameter. */
    public enum Kind {
        /** An optimizer: gradients are recorded for it. */
        TRAINED,
        /**
         * Nothing: the weights of a teacher, or of a network that was trained elsewhere. No gradient is recorded.
         */
        FROZEN,
        /** The network's own methods, such as the vectors of a spectral norm. No gradient is recorded. */
        BUFFER
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");

    public Parameter {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name of a parameter: " + name);
        }
        Objects.requireNonNull(shape);
        Objects.requireNonNull(initializer);
        Objects.requireNonNull(kind);
    }

    /** Name and shape, such as {@code out.2.bias[1]}. */
    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
