// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.runtime.tensor.FloatTensor;

/** Gives the weights of a network one at a time, so that they need not be in memory together. */
@FunctionalInterface
public interface WeightSource {

    /**
     * The values of a parameter. Asked for once each, in the order of the archive.
     *
     * @return of the parameter's shape
     * @throws HazeLabException if they cannot be read
     */
    @Nullable
    FloatTensor get(Parameter parameter) throws HazeLabException;

    /** Weights in memory, by name. */
    static WeightSource of(Map<String, FloatTensor> weights) {
        return parameter -> weights.get(parameter.name());
    }
}
