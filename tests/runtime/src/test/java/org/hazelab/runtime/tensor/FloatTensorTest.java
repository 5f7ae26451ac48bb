// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FloatTensorTest {

    @Test
    void holdsAsManyValuesAsItsShapeHas() {
        assertEquals(24, FloatTensor.zeros(2, 3, 4).values().length);
        assertEquals(1, FloatTensor.zeros().values().length);
        assertEquals(0, FloatTensor.zeros(3, 0).values().length);
        assertThrows(IllegalArgumentException.class, () -> new FloatTensor(new int[] {2, 2}, new float[3]));
    }

    @Test
    void refusesShapesThatOverflow() {
        assertThrows(ArithmeticException.class, () -> FloatTensor.size(1 << 30, 1 << 30, 1 << 30));
        assertThrows(IllegalArgumentException.class, () -> FloatTensor.size(-1, 2));
    }
}
