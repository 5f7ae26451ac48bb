// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    @Test
    void boundsTheThreadsOfLoopsWithinLoops() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ActiveProcessorCount=8", "-cp", folder(Parallel.class) + File.pathSeparator + folder(Bounded.class),
            Bounded.class.getName()).redirectErrorStream(true).start();
        process.onExit().orTimeout(5, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(List.of("one: 1", "three: 3", "five in two: 2", "two in five: 2", "without: 8"),
            output.lines().toList());
    }

    private static String folder(Class<?> one) throws URISyntaxException {
        return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    /** In a Java with 8 processors: prints how many threads worked at once. */
    static final class Bounded {

        private Bounded() {
        }

        public static void main(String[] args) {
            Parallel.withThreads(1, () -> print("one", 1));
            Parallel.withThreads(3, () -> print("three", 3));
            Parallel.withThreads(2, () -> Parallel.withThreads(5, () -> print("five in two", 2)));
            Parallel.withThreads(5, () -> Parallel.withThreads(2, () -> print("two in five", 2)));
            print("without", 8);
        }

        /** Ends only if at least {@code expected} threads work at once. */
        private static Void print(String name, int expected) {
            CountDownLatch together = new CountDownLatch(expected);
            Set<Thread> known = ConcurrentHashMap.newKeySet();
            Set<Thread> working = ConcurrentHashMap.newKeySet();
            AtomicInteger most = new AtomicInteger();
            Parallel.Piece inner = (from, to) -> {
                working.add(Thread.currentThread());
                most.accumulateAndGet(working.size(), Math::max);
                if (known.add(Thread.currentThread())) {
                    together.countDown();
                }
                try {
                    together.await();
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                working.remove(Thread.currentThread());
            };
            Parallel.pieces(16, 1, Progress.NONE, (from, to) -> Parallel.pieces(16, 1, Progress.NONE, inner));
            System.out.println(name + ": " + most.get());
            return null;
        }
    }

    @Test
    void keepsToTheThreadsOfTheMachinesSetting() {
        String before = System.getProperty("hazelab.threads");
        System.setProperty("hazelab.threads", "1");
        try {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Parallel.pieces(1000, 1, Progress.NONE, (from, to) -> threads.add(Thread.currentThread()));
            assertEquals(Set.of(Thread.currentThread()), threads);
            System.setProperty("hazelab.threads", " 17 ");
            assertEquals(17, Parallel.mostThreads());
            for (String none : List.of("0", "-1", "many", "99999")) {
                System.setProperty("hazelab.threads", none);
                assertEquals(Runtime.getRuntime().availableProcessors(), Parallel.mostThreads(), none);
            }
        } finally {
            if (before == null) {
                System.clearProperty("hazelab.threads");
            } else {
                System.setProperty("hazelab.threads", before);
            }
        }
    }

    @Test
    void endsTheBoundWithItsWork() {
        assertThrows(IOException.class, () -> Parallel.withThreads(1, () -> {
            throw new IOException("of the work");
        }));
        assertThrows(IllegalArgumentException.class, () -> Parallel.withThreads(0, () -> null));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Parallel.withThreads(1, () -> {
            Parallel.pieces(10_000, 1, Progress.NONE, (from, to) -> threads.add(Thread.currentThread()));
            return null;
        });
        assertEquals(Set.of(Thread.currentThread()), threads);
    }
}
