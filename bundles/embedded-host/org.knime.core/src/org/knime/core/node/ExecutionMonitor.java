// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** What an executing node gets to report progress and to ask whether it shall stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor progress;

    /** @param progress where progress goes */
    public ExecutionMonitor(final NodeProgressMonitor progress) {
        this.progress = progress;
    }

    /** @throws CanceledExecutionException when the node shall stop */
    public void checkCanceled() throws CanceledExecutionException {
        progress.checkCanceled();
    }

    /** Sets progress (0..1) and message. */
    public void setProgress(final double value, final String message) {
        progress.setProgress(value, () -> message);
    }

    /** Sets the message. */
    public void setMessage(final String message) {
        progress.setMessage(message);
    }
}
