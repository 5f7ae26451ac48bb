// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void visitsEveryIndexOnce() {
        for (int count : new int[] {0, 1, 7, 64, 1000}) {
            int[] visits = new int[count];
            Parallel.pieces(count, 7, Progress.NONE, (from, to) -> {
                for (int i = from; i < to; i++) {
                    visits[i]++;
                }
            });
            int[] once = new int[count];
            Arrays.fill(once, 1);
            assertArrayEquals(once, visits);
        }
    }

    @Test
    void stopsWhenCancelled() {
        AtomicInteger started = new AtomicInteger();
        Progress cancelledAtOnce = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                if (started.get() >= 3) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> Parallel.pieces(1_000_000, 1, cancelledAtOnce, (from, to) -> started.incrementAndGet()));
        int afterwards = started.get();
        assertEquals(true, afterwards < 1000, "pieces went on after the cancel: " + afterwards);
    }

    @Test
    void handsOnTheFailureOfAPiece() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class,
            () -> Parallel.pieces(100, 1, Progress.NONE, (from, to) -> {
                if (from == 42) {
                    throw new IllegalStateException("piece 42");
                }
            }));
        assertEquals("piece 42", thrown.getMessage());
    }
}
