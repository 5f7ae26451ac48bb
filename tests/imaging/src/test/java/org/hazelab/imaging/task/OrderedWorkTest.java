// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderedWorkTest {

    /** Numbers from 0 on, each computed by a function. */
    private static class Numbers implements OrderedWork.Job<Integer, String> {

        private final int count;
        private int begun;
        final List<String> accepted = new ArrayList<>();
        final Thread caller = Thread.currentThread();

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public Integer next() {
            return begun < count ? begun++ : null;
        }

        @Override
        public double size(Integer piece) {
            return 1;
        }

        @Override
        public String compute(Integer piece, Progress progress) throws HazeLabException {
            return "" + piece;
        }

        @Override
        public void accept(Integer piece, String result) throws HazeLabException {
            assertSame(caller, Thread.currentThread());
            accepted.add(result);
        }
    }

    private static void run(int threads, int outstanding, Numbers job, Progress progress) throws HazeLabException {
        OrderedWork.run("test", threads, outstanding, job.count, job, progress);
    }

    private static List<String> upTo(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("" + i);
        }
        return all;
    }

    @Test
    void takesResultsInOrderWhateverThreadIsFaster() throws HazeLabException {
        for (int threads : new int[] {1, 2, 3, 16}) {
            for (int outstanding : new int[] {1, 2, 5, 40}) {
                Numbers job = new Numbers(50) {
                    @Override
                    public String compute(Integer piece, Progress progress) {
                        for (int i = 0; i < (50 - piece) % 7; i++) {
                            Thread.yield();
                        }
                        return "" + piece;
                    }
                };
                run(threads, outstanding, job, Progress.NONE);
                assertEquals(upTo(50), job.accepted);
            }
        }
    }

    @Test
    void computesAsManyAtOnceAsThereAreThreads() throws HazeLabException {
        CyclicBarrier all = new CyclicBarrier(3);
        Numbers job = new Numbers(9) {
            @Override
            public String compute(Integer piece, Progress progress) {
                try {
                    all.await(); // ends only when three are here
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return "" + piece;
            }
        };
        run(3, 3, job, Progress.NONE);
        assertEquals(upTo(9), job.accepted);
    }

    @Test
    void boundsWhatHasBegunAndIsNotAccepted() throws HazeLabException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Numbers job = new Numbers(200) {
            @Override
            public String compute(Integer piece, Progress progress) {
                int open = begun.incrementAndGet() - taken.get();
                most.accumulateAndGet(open, Math::max);
                return "" + piece;
            }

            @Override
            public void accept(Integer piece, String result) throws HazeLabException {
                super.accept(piece, result);
                Thread.yield();
                taken.incrementAndGet();
            }
        };
        run(4, 5, job, Progress.NONE);
        assertTrue(most.get() <= 5, most + " at once");
        assertEquals(upTo(200), job.accepted);
    }

    @Test
    void reportsProgressThatNeverGoesBackFromOneThreadAtATime() throws HazeLabException {
        List<Double> reported = new ArrayList<>(); // not thread-safe on purpose
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                reported.add(fraction);
            }

            @Override
            public void checkCanceled() {
                // never
            }
        };
        Numbers job = new Numbers(40) {
            @Override
            public String compute(Integer piece, Progress part) {
                for (int i = 0; i <= 10; i++) {
                    part.report(i / 10.0, "piece " + piece);
                    part.report(0, "waiting");
                }
                return "" + piece;
            }
        };
        run(4, 8, job, progress);
        assertEquals(40 * 22, reported.size());
        for (int i = 1; i < reported.size(); i++) {
            assertTrue(reported.get(i) >= reported.get(i - 1), reported::toString);
        }
        assertEquals(1, reported.get(reported.size() - 1), 1e-9);
    }

    @Test
    void endsTheOthersWhenOneFails() {
        HazeLabException failure = new HazeLabException("a", "b");
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Numbers job = new Numbers(9) {
            @Override
            public String compute(Integer piece, Progress progress) throws HazeLabException {
                if (piece == 1) {
                    await(running);
                    throw failure;
                }
                running.countDown();
                try {
                    while (true) {
                        progress.checkCanceled(); // for ever, but for the other one
                        Thread.yield();
                    }
                } finally {
                    ended.incrementAndGet();
                }
            }
        };
        assertSame(failure, assertThrows(HazeLabException.class, () -> run(2, 4, job, Progress.NONE)));
        assertEquals(1, ended.get(), "a piece went on after the end");
        assertEquals(List.of(), job.accepted);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of errors, the thread that asked gets the error itself. */
    @Test
    void failsWithTheErrorOfAPieceAndOfTakingAResult() {
        Error error = new StackOverflowError();
        Numbers job = new Numbers(9) {
            @Override
            public String compute(Integer piece, Progress progress) {
                throw error;
            }
        };
        assertSame(error, assertThrows(StackOverflowError.class, () -> run(3, 4, job, Progress.NONE)));
        Numbers other = new Numbers(9) {
            @Override
            public void accept(Integer piece, String result) throws HazeLabException {
                throw new HazeLabException("disk full", "b");
            }
        };
        assertEquals("disk full",
            assertThrows(HazeLabException.class, () -> run(3, 4, other, Progress.NONE)).summary());
    }

    @Test
    void endsAllPiecesWhenTheUserCancels() {
        for (int threads : new int[] {1, 3}) {
            CountDownLatch begun = new CountDownLatch(threads);
            AtomicInteger inside = new AtomicInteger();
            Progress cancelled = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    // not looked at
                }

                @Override
                public void checkCanceled() {
                    if (begun.getCount() == 0) {
                        throw new CancellationException();
                    }
                }
            };
            Numbers job = new Numbers(9) {
                @Override
                public String compute(Integer piece, Progress progress) {
                    inside.incrementAndGet();
                    try {
                        begun.countDown();
                        while (true) {
                            progress.checkCanceled();
                            Thread.yield();
                        }
                    } finally {
                        inside.decrementAndGet();
                    }
                }
            };
            assertThrows(CancellationException.class, () -> run(threads, 4, job, cancelled));
            assertEquals(0, inside.get());
        }
    }

    /** KNIME interrupts the thread of a node that is cancelled; until its progress says so, the work goes on. */
    @Test
    void keepsAnInterruptForTheCaller() throws HazeLabException {
        Numbers job = new Numbers(9);
        Thread.currentThread().interrupt();
        run(2, 4, job, Progress.NONE);
        assertTrue(Thread.interrupted());
        assertEquals(upTo(9), job.accepted);
    }

    /** What was too large comes in two parts, in its place, and one at a time from then on. */
    @Test
    void putsPiecesInThePlaceOfOneThatFails() throws HazeLabException {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Numbers job = new Numbers(6) {
            private int most = 4;

            @Override
            public String compute(Integer piece, Progress progress) throws HazeLabException {
                if (piece == 2) {
                    throw new HazeLabException("too large", "b");
                }
                return "" + piece;
            }

            @Override
            public int atOnce() {
                return most;
            }

            @Override
            public List<Integer> instead(Integer piece, int atOnce, Throwable failure) {
                assertSame(caller, Thread.currentThread());
                said.add(piece + " at " + atOnce);
                most = 1;
                return List.of(20, 21);
            }
        };
        run(4, 8, job, Progress.NONE);
        assertEquals(List.of("2 at 4"), said);
        assertEquals(List.of("0", "1", "20", "21", "3", "4", "5"), job.accepted);
    }
}
