// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.loss;

import org.hazelab.runtime.script.Value;

/**
 * HazeFlow's equations (Shin et al., ICCV 2025) as code: with the transmission t as time, the line from the airlight A,
 * t = 0, to the clean image J, t = 1, on which the hazy image I lies, and its velocity v = J - A.
 */
public final class HazeEquations {

    private HazeEquations() {
    }

    /** The pseudo clean image I + (1 - t) v, equation (15): Euler's method in one step. */
    public static Value clean(Value image, Value transmission, Value velocity) {
        return image.plus(transmission.apply("rsub", 1.0).times(velocity));
    }

    /** The pseudo airlight I - t v, equation (16). */
    public static Value airlight(Value image, Value transmission, Value velocity) {
        return image.minus(transmission.times(velocity));
    }

    /** Gamma(I): the image cut to [0, 1], to the power of a number for each of the batch, (batch, 1, 1, 1). */
    public static Value darkened(Value image, Value gamma) {
        return image.apply("clamp", 0.0, 1.0).apply("pow", gamma);
    }

    /** One value where a switch, (batch, 1, 1, 1), is 1, and another where it is 0; both of the same shape or wider. */
    public static Value where(Value on, Value then, Value otherwise) {
        return on.code().call("torch.where", on.apply("gt", 0.5), then, otherwise);
    }
}
