// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.precision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static FloatTensor of(float... values) {
        return new FloatTensor(new int[] {values.length}, values);
    }

    /** Deviation 1 around 5, and each number off by 0.5. */
    @Test
    void isTheRootMeanSquareOverTheDeviation() {
        assertEquals(0.5, new Difference().add(of(4, 6), of(4.5f, 5.5f)).value(), 1e-12);
        assertEquals(0.5, new Difference().add(of(4), of(4.5f)).add(of(6), of(5.5f)).value(), 1e-12);
    }

    @Test
    void isZeroForTheSameAndInfiniteForWhatCannotBeCompared() {
        assertEquals(0, new Difference().add(of(0, 0), of(0, 0)).value());
        assertEquals(Double.POSITIVE_INFINITY, new Difference().add(of(3, 3), of(3, 4)).value());
        assertEquals(Double.POSITIVE_INFINITY, new Difference().add(of(3, 4), of(3, Float.NaN)).value());
        assertEquals(Double.POSITIVE_INFINITY,
            new Difference().add(of(3, 4), of(3, Float.POSITIVE_INFINITY)).value());
    }
}
