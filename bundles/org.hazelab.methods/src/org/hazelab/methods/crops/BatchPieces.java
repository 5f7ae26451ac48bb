// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** The pieces of a batch, such as its crops, made by several threads. */
public final class BatchPieces {

    private BatchPieces() {
    }

    /** Makes a piece; called by several threads at a time. */
    @FunctionalInterface
    public interface Work {
        void make(int piece) throws HazeLabException;
    }

    /**
     * Makes the pieces 0 to {@code count - 1}.
     *
     * @param threads that make them, at least 1
     * @throws HazeLabException that of the first piece, in their order, that could not be made
     * @throws CancellationException if the calling thread is interrupted, as closing a training does
     */
    public static void make(int count, int threads, Work work) throws HazeLabException {
        Progress interruption = new Interruption(Thread.currentThread());
        HazeLabException[] failures = Parallel.withThreads(threads, () -> {
            HazeLabException[] found = new HazeLabException[count];
            Parallel.pieces(count, 1, interruption, (from, to) -> {
                try {
                    work.make(from);
                } catch (HazeLabException e) {
                    found[from] = e;
                }
            });
            return found;
        });
        for (HazeLabException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Cancelled when the thread that makes the batch is interrupted. */
    private record Interruption(Thread caller) implements Progress {

        @Override
        public void report(double fraction, String message) {
            // a batch is too short for words
        }

        @Override
        public void checkCanceled() {
            if (caller.isInterrupted()) {
                throw new CancellationException("the batch is no longer wanted");
            }
        }
    }
}
