// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** What an executing node gets to report progress and to ask whether it shall stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor progress;

    /** A monitor that nobody looks at. */
    public ExecutionMonitor() {
        this(null);
    }

    /** @param progress where progress goes, or null */
    public ExecutionMonitor(final NodeProgressMonitor progress) {
        this.progress = progress == null ? new DefaultNodeProgressMonitor() : progress;
    }

    /** Where progress goes. */
    public final NodeProgressMonitor getProgressMonitor() {
        return progress;
    }

    /** @throws CanceledExecutionException when the node shall stop */
    public void checkCanceled() throws CanceledExecutionException {
        progress.checkCanceled();
    }

    /** Sets the progress (0..1). */
    public void setProgress(final double value) {
        progress.setProgress(value);
    }

    /** Sets progress (0..1) and message. */
    public void setProgress(final double value, final String message) {
        progress.setProgress(value, message);
    }

    /** Sets progress (0..1) and a message that is only made when somebody reads it. */
    public void setProgress(final double value, final Supplier<String> messageSupplier) {
        progress.setProgress(value, messageSupplier);
    }

    /** Sets the message. */
    public void setProgress(final String message) {
        progress.setProgress(message);
    }

    /** Sets the message. */
    public void setMessage(final String message) {
        progress.setMessage(message);
    }

    /** Sets a message that is only made when somebody reads it. */
    public void setMessage(final Supplier<String> messageSupplier) {
        progress.setMessage(messageSupplier);
    }

    /** A monitor for a share (0..1) of the progress. */
    public ExecutionMonitor createSubProgress(final double maxProg) {
        return new ExecutionMonitor(new SubProgressMonitor(progress, maxProg, false));
    }

    /** A monitor for a share (0..1) of the progress whose messages nobody sees. */
    public ExecutionMonitor createSilentSubProgress(final double maxProg) {
        return new ExecutionMonitor(new SubProgressMonitor(progress, maxProg, true));
    }
}
