// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/** Cancelling, progress and memory. */
class EffortTest {

    /** Counts the questions whether to go on, and says no from a certain one on. */
    private static final class CountingProgress implements Progress {

        private final AtomicInteger checks = new AtomicInteger();
        private final List<Double> fractions = new ArrayList<>();
        private final int last;

        CountingProgress(int last) {
            this.last = last;
        }

        @Override
        public void report(double fraction, String message) {
            assertNotNull(message);
            fractions.add(fraction);
        }

        @Override
        public void checkCanceled() {
            if (checks.incrementAndGet() > last) {
                throw new CancellationException();
            }
        }
    }

    private static void dehaze(FloatImage image, Progress progress) throws HazeLabException {
        AirlightSettings airlight = DcpSettings.he2011().airlight().withIgnoreSaturated(true);
        HazeEstimate found =
            DarkChannelPrior.estimate(image, DcpSettings.he2011().withAirlight(airlight), progress);
        DarkChannelPrior.recover(image, found.transmission(), found.airlight(), RecoverySettings.he2011(), progress);
    }

    @Test
    void stopsSoonAfterACancelAtAnyTime() throws HazeLabException {
        FloatImage image = Pictures.scene(800, 600);
        CountingProgress whole = new CountingProgress(Integer.MAX_VALUE);
        dehaze(image, whole);
        int all = whole.checks.get();
        int threads = Runtime.getRuntime().availableProcessors();
        for (int last = 0; last < all; last += Math.max(1, all / 25)) {
            CountingProgress cancelled = new CountingProgress(last);
            assertThrows(CancellationException.class, () -> dehaze(image, cancelled));
            int after = cancelled.checks.get() - last;
            assertTrue(after <= threads, "pieces begun after the cancel at " + last + " of " + all + ": " + after);
        }
    }

    /** Some 15 walks over the image, each in pieces of at most 2^19 pixels, most of 2^16. */
    @Test
    void asksOftenWhetherToGoOn() throws HazeLabException {
        CountingProgress progress = new CountingProgress(Integer.MAX_VALUE);
        dehaze(Pictures.scene(1600, 1200), progress);
        assertTrue(progress.checks.get() > 250, "asked only " + progress.checks + " times");
    }

    @Test
    void progressNeverGoesBack() throws HazeLabException {
        CountingProgress progress = new CountingProgress(Integer.MAX_VALUE);
        DarkChannelPrior.estimate(Pictures.scene(300, 200), DcpSettings.hazeFlow(), progress);
        List<Double> sorted = progress.fractions.stream().sorted().toList();
        assertEquals(sorted, progress.fractions);
        assertTrue(sorted.size() >= 4 && sorted.get(0) >= 0 && sorted.get(sorted.size() - 1) <= 1, sorted.toString());
    }

    /**
     * What all threads allocate from start to end, freed or not, bounds what is alive at any time. The picture has
     * three planes, so 9 are left of 12.
     */
    @Test
    void allocatesLessThanNinePlanes() throws HazeLabException {
        FloatImage image = Pictures.scene(1600, 1200);
        dehaze(image, Progress.NONE);
        long before = allocated();
        dehaze(image, Progress.NONE);
        double planes = (allocated() - before) / (4.0 * image.pixels());
        assertTrue(planes < 9, "planes allocated: " + planes);
        assertTrue(planes > 7, "the count misses threads: " + planes);
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(bytes, 0);
        }
        return sum;
    }
}
