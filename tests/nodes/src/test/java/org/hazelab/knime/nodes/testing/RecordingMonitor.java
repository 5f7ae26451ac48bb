// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;

/**
 * Keeps what a node reports, and can cancel it: at a chosen one of its reports and questions whether to go on (an
 * event), or at a report in certain words, from another thread, as a user does. The thread that came to the event waits
 * until the cancel is done, so a test does not depend on time.
 */
public final class RecordingMonitor extends DefaultNodeProgressMonitor {

    /** A report: 0 to 1, and what is being done. */
    public record Report(double fraction, String message) {
    }

    private final int cancelAt;
    private final String cancelAtWords;
    private final boolean interrupting;
    private final List<Report> reports = new ArrayList<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger reportsAfterCancel = new AtomicInteger();
    private final AtomicInteger questionsAfterCancel = new AtomicInteger();
    private Thread worker;
    private volatile boolean canceled;

    /** Never cancels. */
    public RecordingMonitor() {
        this(0, null, false);
    }

    private RecordingMonitor(final int cancelAt, final String cancelAtWords, final boolean interrupting) {
        this.cancelAt = cancelAt;
        this.cancelAtWords = cancelAtWords;
        this.interrupting = interrupting;
    }

    /** Cancels at the event of that number, from 1, and interrupts the node's thread, as KNIME and our host do. */
    public static RecordingMonitor cancelingAt(final int event) {
        return new RecordingMonitor(event, null, true);
    }

    /**
     * As {@link #cancelingAt}, at the report that begins with these words: for work on a device, which asks by the
     * clock while it waits, so that the same event is another moment in each run.
     */
    public static RecordingMonitor cancelingAtReport(final String words) {
        return new RecordingMonitor(0, words, true);
    }

    /** As {@link #cancelingAt} without the interrupt, so that nothing but the node's own questions can stop it. */
    public static RecordingMonitor onlyAskedToCancelAt(final int event) {
        return new RecordingMonitor(event, null, false);
    }

    void watch(final Thread thread) {
        worker = thread;
    }

    @Override
    public void setProgress(final double value, final Supplier<String> message) {
        synchronized (reports) {
            reports.add(new Report(value, message.get()));
        }
        super.setProgress(value, message);
        event(reportsAfterCancel);
        if (!canceled && cancelAtWords != null && message.get().startsWith(cancelAtWords)) {
            cancel();
        }
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        event(questionsAfterCancel);
        super.checkCanceled();
    }

    private void event(final AtomicInteger afterCancel) {
        if (canceled) {
            afterCancel.incrementAndGet();
        }
        if (events.incrementAndGet() == cancelAt) {
            cancel();
        }
    }

    private void cancel() {
        Thread user = new Thread(() -> {
            setExecuteCanceled();
            canceled = true;
            if (interrupting) {
                worker.interrupt();
            }
        }, "user who cancels");
        user.start();
        boolean interrupted = false;
        while (user.isAlive()) {
            try {
                user.join();
            } catch (InterruptedException e) {
                interrupted = true; // this is the node's thread; it has to find the interrupt again
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The reports with a fraction, in order. */
    public List<Report> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    /** How many reports and questions there were. */
    public int events() {
        return events.get();
    }

    /** How many reports there were after the cancel. */
    public int reportsAfterCancel() {
        return reportsAfterCancel.get();
    }

    /** How many questions, whether to go on, there were after the cancel; each was answered with no. */
    public int questionsAfterCancel() {
        return questionsAfterCancel.get();
    }
}
