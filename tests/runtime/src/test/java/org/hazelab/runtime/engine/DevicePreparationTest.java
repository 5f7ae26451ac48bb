// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device that cannot be prepared: every waiting caller gets the reason. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DevicePreparationTest {

    @Test
    void tellsEachCallerAndTriesAgain() throws HazeLabException {
        AtomicInteger tries = new AtomicInteger();
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("no such symbol");
        DeviceQueue queue = new DeviceQueue("broken", () -> {
            if (tries.incrementAndGet() < 3) {
                throw error;
            }
        });
        for (int i = 0; i < 2; i++) {
            HazeLabException failure = assertThrows(HazeLabException.class,
                () -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 1));
            assertEquals("The device broken cannot be prepared: java.lang.UnsatisfiedLinkError: no such symbol",
                failure.summary());
            assertSame(error, failure.getCause());
        }
        assertEquals(7, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 7));
        assertEquals(8, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 8));
        assertEquals(3, tries.get());
    }

    @Test
    void tellsAllWaitingCallers() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        DeviceQueue queue = new DeviceQueue("broken", () -> {
            begun.countDown();
            throw new IllegalStateException("no driver");
        });
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            new Thread(() -> {
                try {
                    queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 1);
                } catch (HazeLabException e) {
                    said.add(e.summary());
                } finally {
                    all.countDown();
                }
            }).start();
        }
        begun.await();
        all.await(50, TimeUnit.SECONDS);
        assertEquals(
            Collections.nCopies(3, "The device broken cannot be prepared: java.lang.IllegalStateException: no driver"),
            said);
    }

    /** libtorch keeps the gradient mode for each thread. */
    @Test
    void preparesEachLane() throws Exception {
        AtomicInteger times = new AtomicInteger();
        DeviceQueue queue = new DeviceQueue("lanes", times::incrementAndGet);
        queue.widen(3);
        CyclicBarrier all = new CyclicBarrier(3);
        CountDownLatch ended = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            new Thread(() -> {
                for (int turn = 0; turn < 2; turn++) {
                    assertDoesNotThrow(() -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), all::await));
                }
                ended.countDown();
            }).start();
        }
        ended.await();
        assertEquals(3, times.get());
    }
}
