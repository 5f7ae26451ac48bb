// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.hazelab.runtime.tensor.FloatTensor;

/** Why weights do not fit a network. */
final class Mismatch {

    private Mismatch() {
    }

    /** The first reason, in the order of the parameters; weights that no parameter asks for come last. */
    static Optional<String> between(Collection<Parameter> parameters, Map<String, FloatTensor> weights) {
        Set<String> unused = new LinkedHashSet<>(weights.keySet());
        for (Parameter parameter : parameters) {
            FloatTensor tensor = weights.get(parameter.name());
            if (tensor == null) {
                return Optional.of(parameter.name() + " is missing");
            } else if (!Arrays.equals(tensor.shape(), parameter.shape())) {
                return Optional.of(parameter.name() + " has the shape " + Arrays.toString(tensor.shape())
                    + " instead of " + Arrays.toString(parameter.shape()));
            }
            unused.remove(parameter.name());
        }
        return unused.stream().findFirst().map(name -> "the network has no " + name);
    }
}
