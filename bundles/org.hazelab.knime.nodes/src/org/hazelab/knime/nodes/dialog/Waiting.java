// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at the computer without letting a dialog wait: a folder may lie in a network that does not answer. What takes
 * longer than a second goes on in the background without being waited for; while two such are left, nothing new begins.
 */
final class Waiting {

    private static final int MOST_AT_ONCE = 2;
    private static final long SECONDS_IDLE = 5;

    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(0, MOST_AT_ONCE, SECONDS_IDLE,
        TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "HazeLab dialog");
            thread.setDaemon(true);
            return thread;
        });

    private Waiting() {
    }

    /** The result, or nothing if there is none within a second or something failed that the work does not handle. */
    static <T> Optional<T> atMostASecond(Callable<T> work) {
        return within(1000, work);
    }

    static <T> Optional<T> within(long milliseconds, Callable<T> work) {
        Future<T> result;
        try {
            result = THREADS.submit(work);
        } catch (RejectedExecutionException e) {
            return Optional.empty(); // what was asked before still waits for an answer
        }
        try {
            return Optional.ofNullable(result.get(milliseconds, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            result.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty(); // a dialog opens whatever is wrong; the node will say it when it is executed
        }
    }
}
