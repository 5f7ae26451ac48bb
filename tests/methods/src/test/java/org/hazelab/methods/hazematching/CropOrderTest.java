// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;

/**
 * Which crop comes when. The numbers are those of the first HazeLab, so that its seeds give the same weights for ever.
 */
class CropOrderTest {

    /** Pairs of one pixel that write down which of them is asked for. */
    private static final class Asked extends Trainings.Sized {
        private final List<Integer> pairs = new ArrayList<>();

        Asked(int count) {
            super(count, 1);
        }

        @Override
        public void read(int row, int image, Area area, float[][] planes) {
            if (image == 0) {
                pairs.add(row);
            }
        }
    }

    private static HazeMatchingBatches source(Asked asked, TrainingSettings settings, boolean validation)
        throws HazeLabException {
        return new HazeMatchingBatches(asked, Trainings.AS_IT_IS, settings, validation);
    }

    private static TrainingSettings settings(int crops, int batch, long seed) {
        return new TrainingSettings(1, crops, batch, 9, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            false,
            seed);
    }

    private static List<Integer> order(int pairs, int crops, int batch, long seed, int epoch, boolean validation)
        throws HazeLabException {
        Asked asked = new Asked(pairs);
        HazeMatchingBatches source = source(asked, settings(crops, batch, seed), validation);
        for (int i = 0; i < source.batches(); i++) {
            source.batch(epoch, i);
        }
        return asked.pairs;
    }

    @Test
    void isThatOfTheFirstVersion() throws HazeLabException {
        assertEquals(List.of(9, 5, 3, 11, 6, 10, 7, 0, 4, 2, 1, 8), order(12, 1, 4, 42, 1, false));
        assertEquals(List.of(6, 1, 8, 3, 0, 11, 10, 5, 4, 2, 9, 7), order(12, 1, 4, 42, 2, false));
        assertEquals(List.of(9, 7, 10, 1, 4, 8, 5, 6, 11, 0), order(12, 1, 5, -7, 3, false));
        assertEquals(List.of(0, 2, 0, 2, 0, 1, 1, 0, 1, 2, 1, 2), order(3, 4, 4, 42, 1, false));
        assertEquals(List.of(0, 1, 2, 0, 1, 2), order(3, 2, 4, 42, 1, true));
        assertEquals(795555663, order(1000, 3, 16, 1L << 40, 8, false).hashCode());
    }

    /** A validation between two epochs, a step back as after a checkpoint: each batch is what it is alone. */
    @Test
    void doesNotHangOnWhatWasAskedBefore() throws HazeLabException {
        Asked asked = new Asked(12);
        HazeMatchingBatches source = source(asked, settings(1, 12, 42), false);
        source.batch(2, 0);
        source.batch(1, 0);
        source.batch(2, 0);
        assertEquals(List.of(6, 1, 8, 3, 0, 11, 10, 5, 4, 2, 9, 7), asked.pairs.subList(0, 12));
        assertEquals(List.of(9, 5, 3, 11, 6, 10, 7, 0, 4, 2, 1, 8), asked.pairs.subList(12, 24));
        assertEquals(List.of(6, 1, 8, 3, 0, 11, 10, 5, 4, 2, 9, 7), asked.pairs.subList(24, 36));
    }

    /** An order of a million crops takes 4 MB, so making it again for each batch shows in the memory used. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isMadeOnceAnEpoch(boolean validation) throws HazeLabException {
        HazeMatchingBatches source = source(new Asked(1_000_000), settings(1, 4, 42), validation);
        source.batch(1, 0);
        ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 1; i < 5; i++) {
            source.batch(1, i);
        }
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(taken < 1_000_000, taken + " bytes for four batches");
    }
}
