// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class DeviceQueueTest {

    /** Progress that tells when it is asked, and is cancelled from then on if wanted. */
    private static final class Watch implements Progress {
        private final CountDownLatch reported = new CountDownLatch(1);
        private final List<String> words = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean cancelled;

        @Override
        public void report(double fraction, String message) {
            words.add(fraction + " " + message);
            reported.countDown();
        }

        @Override
        public void checkCanceled() {
            if (cancelled) {
                throw new CancellationException();
            }
        }
    }

    private final DeviceQueue queue = new DeviceQueue("test", () -> {});

    @Test
    void runsOnItsOwnThread() throws HazeLabException {
        assertEquals("HazeLab test",
            queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> Thread.currentThread().getName()));
        assertFalse(queue.isCurrentThread());
    }

    @Test
    void workInsideOfWorkRunsAtOnce() throws HazeLabException {
        assertEquals(7, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1),
            () -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 7)));
    }

    @Test
    void failuresComeBackAsTheyAre() throws HazeLabException {
        HazeLabException ours = new HazeLabException("a", "b");
        assertSame(ours,
            assertThrows(HazeLabException.class, () -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
                throw ours;
            })));
        Error error = new StackOverflowError();
        assertSame(error,
            assertThrows(StackOverflowError.class, () -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
                throw error;
            })));
        assertEquals(1, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 1), "and the queue goes on");
    }

    /**
     * Two that always want more: a piece ends only when the other one waits (or is done), and then it is the other's
     * turn.
     */
    @Test
    void twoThatWorkInPiecesTakeTurns() throws Exception {
        int pieces = 10;
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        AtomicReferenceArray<Watch> waiting = new AtomicReferenceArray<>(2);
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        List<Thread> threads = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            int self = id;
            threads.add(start(() -> {
                for (int i = 0; i < pieces; i++) {
                    Watch watch = new Watch();
                    waiting.set(self, watch);
                    queue.run(watch, 0, new DeviceQueue.Caller(1), () -> {
                        order.add(self);
                        while (done.get(1 - self) < pieces
                            && (waiting.get(1 - self) == null || waiting.get(1 - self).reported.getCount() > 0)) {
                            Thread.onSpinWait();
                        }
                        return waiting.getAndSet(self, null);
                    });
                    done.incrementAndGet(self);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 1; i < order.size(); i++) {
            assertTrue(!order.get(i).equals(order.get(i - 1)), order::toString);
        }
        assertEquals(2 * pieces, order.size());
    }

    @Test
    void firstComeFirstServed() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread first = start(() -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
            begun.countDown();
            release.await();
            return null;
        }));
        begun.await(); // later callers have to wait
        for (int id = 0; id < 5; id++) {
            int self = id;
            Watch watch = new Watch();
            threads.add(start(() -> queue.run(watch, 0, new DeviceQueue.Caller(1), () -> order.add(self))));
            watch.reported.await(); // it stands in the queue now
        }
        release.countDown();
        first.join();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(0, 1, 2, 3, 4), order);
    }

    @Test
    void whoWaitsIsToldAndCanCancel() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Thread busy = start(() -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
            begun.countDown();
            release.await();
            return null;
        }));
        begun.await(); // later callers have to wait
        AtomicBoolean ran = new AtomicBoolean();
        Watch watch = new Watch();
        Thread waiting = start(() -> assertThrows(CancellationException.class,
            () -> queue.run(watch, 0.25, new DeviceQueue.Caller(1), () -> ran.getAndSet(true))));
        watch.reported.await();
        assertEquals(List.of("0.25 Waiting for test, on which 1 other node works"), List.copyOf(watch.words));
        watch.cancelled = true;
        waiting.join();
        release.countDown();
        busy.join();
        assertEquals(3, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 3));
        assertFalse(ran.get(), "work that was cancelled while it waited was run");
    }

    @Test
    void cancelledWorkThatHasBegunIsEndedFirst() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Progress cancelsOnceBegun = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // reports are not checked
            }

            @Override
            public void checkCanceled() {
                if (begun.getCount() == 0) {
                    refused.countDown();
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> queue.run(cancelsOnceBegun, 0, new DeviceQueue.Caller(1), () -> {
                begun.countDown();
                refused.await(); // the caller wants to go now
                ended.set(true);
                return null;
            }));
        assertTrue(ended.get(), "the caller was let go before its work had ended");
    }

    /** Three pieces that end only when all of them have begun. */
    @Test
    void aWiderQueueRunsAsManyPiecesAtOnce() throws Exception {
        queue.widen(3);
        queue.widen(2);
        CyclicBarrier all = new CyclicBarrier(3);
        Set<String> names = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(start(() -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
                assertTrue(queue.isCurrentThread());
                names.add(Thread.currentThread().getName());
                return all.await();
            })));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Set.of("HazeLab test", "HazeLab test 2", "HazeLab test 3"), names);
        assertFalse(new DeviceQueue("other", () -> {}).run(Progress.NONE, 0, new DeviceQueue.Caller(1),
            queue::isCurrentThread), "a lane of another device");
    }

    /** Two threads of a caller that may run one piece; another caller passes the one that waits. */
    @Test
    void aCallerGetsNoMoreLanesThanItMayUse() throws Exception {
        queue.widen(3);
        DeviceQueue.Caller one = new DeviceQueue.Caller(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(start(() -> queue.run(Progress.NONE, 0, one, () -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                begun.countDown();
                release.await();
                return atOnce.decrementAndGet();
            })));
        }
        begun.await();
        assertEquals(5, queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> 5));
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, most.get());
    }

    /** Freeing a module: what was asked for before has ended, what comes after has not begun. */
    @Test
    void whatIsPostedRunsAfterAllBeforeAndBeforeAllAfter() throws Exception {
        queue.widen(3);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(start(() -> queue.run(Progress.NONE, 0, new DeviceQueue.Caller(1), () -> {
                begun.countDown();
                release.await();
                return order.add("before");
            })));
        }
        begun.await();
        queue.post(() -> order.add("posted"));
        Watch watch = new Watch();
        threads.add(start(() -> queue.run(watch, 0, new DeviceQueue.Caller(1), () -> order.add("after"))));
        watch.reported.await(); // a lane is free, and it waits
        assertEquals(List.of("0.0 Waiting for test, on which 2 other nodes work"), List.copyOf(watch.words));
        assertEquals(List.of(), order);
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of("before", "before", "posted", "after"), order);
    }

    /** Several pieces of one node are one node, and its own are none. */
    @Test
    void wordsCountNodesAndNotPieces() throws Exception {
        queue.widen(2);
        DeviceQueue.Caller other = new DeviceQueue.Caller(2);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(start(() -> queue.run(Progress.NONE, 0, other, () -> {
                begun.countDown();
                return release.await(60, TimeUnit.SECONDS);
            })));
        }
        begun.await();
        DeviceQueue.Caller ours = new DeviceQueue.Caller(2);
        List<Watch> watches = List.of(new Watch(), new Watch());
        for (Watch watch : watches) {
            threads.add(start(() -> queue.run(watch, 0.5, ours, () -> 1)));
        }
        for (Watch watch : watches) {
            watch.reported.await();
            assertEquals("0.5 Waiting for test, on which 1 other node works", watch.words.get(0));
        }
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private static Thread start(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }
}
