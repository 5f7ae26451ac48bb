// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void areThoseOfASort() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            float[] plane = new float[1 + random.nextInt(2000)];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = round % 2 == 0 ? random.nextFloat() : random.nextInt(6) / 5f;
            }
            float[] sorted = plane.clone();
            Arrays.sort(sorted);
            Ranks ranks = new Ranks(plane, Progress.NONE);
            assertEquals(plane.length, ranks.count());
            for (int rank : new int[] {1, plane.length, 1 + random.nextInt(plane.length)}) {
                float number = sorted[plane.length - rank];
                int above = (int)IntStream.range(0, plane.length).filter(i -> sorted[i] > number).count();
                assertEquals(new Ranks.Place(number, above), ranks.largest(rank));
            }
        }
    }

    @Test
    void leaveOutWhatIsNoNumberFromZeroToOne() {
        float[] plane = {0.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, 1, 0, 1.0000001f, Float.NEGATIVE_INFINITY,
            Float.intBitsToFloat(0xffc00001), Float.MIN_VALUE};
        Ranks ranks = new Ranks(plane, Progress.NONE);
        assertEquals(4, ranks.count());
        assertEquals(1, ranks.largest(1).number());
        assertEquals(0.5f, ranks.largest(2).number());
        assertEquals(Float.MIN_VALUE, ranks.largest(3).number());
        assertEquals(0, ranks.largest(4).number());
    }
}
