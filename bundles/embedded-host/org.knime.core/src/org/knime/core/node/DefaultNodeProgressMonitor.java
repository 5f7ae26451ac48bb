// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/**
 * The progress of one node. Kept of KNIME's contract: usable from any thread; {@link #checkCanceled} throws when the
 * node was told to stop and also when its thread is interrupted.
 */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private volatile boolean canceled;
    private volatile Double progress;
    private volatile Supplier<String> message = () -> null;

    /** No progress yet. */
    public DefaultNodeProgressMonitor() {
        // nothing is known
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (canceled || Thread.currentThread().isInterrupted()) {
            throw new CanceledExecutionException();
        }
    }

    @Override
    public void setExecuteCanceled() {
        canceled = true;
    }

    @Override
    public void setProgress(final double value, final Supplier<String> text) {
        if (value >= 0 && value <= 1) {
            progress = value;
        }
        message = text;
    }

    @Override
    public void setMessage(final String text) {
        message = () -> text;
    }

    /** The progress (0..1), null before it is first set. */
    public Double getProgress() {
        return progress;
    }

    /** The message, or null. */
    public String getMessage() {
        return message.get();
    }
}
