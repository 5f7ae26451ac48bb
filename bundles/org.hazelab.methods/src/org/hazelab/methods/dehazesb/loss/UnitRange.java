// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.runtime.script.Value;

/** From the network's range, -1 black and 1 white, to 0 black and 1 white, and back; nothing is clipped. */
final class UnitRange {

    private UnitRange() {
    }

    /** From -1..1 to 0..1. */
    static Value of(Value image) {
        return image.full().plus(1.0).times(0.5);
    }

    /** From 0..1 to -1..1. */
    static Value signed(Value unit) {
        return unit.times(2.0).minus(1.0);
    }
}
