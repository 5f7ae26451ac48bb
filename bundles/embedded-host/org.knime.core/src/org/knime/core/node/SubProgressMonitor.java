// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.workflow.NodeProgressListener;

/** A share of another monitor's progress, added to what the other had when the share was made. */
final class SubProgressMonitor implements NodeProgressMonitor {

    private final NodeProgressMonitor parent;
    private final double share;
    private final boolean silent;
    private double done;
    private String message;

    SubProgressMonitor(final NodeProgressMonitor parent, final double share, final boolean silent) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Invalid sub progress size: " + share);
        }
        this.parent = parent;
        this.share = share;
        this.silent = silent;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        parent.checkCanceled();
    }

    @Override
    public synchronized void setProgress(final double progress) {
        double bounded = Math.max(0, Math.min(1, progress));
        if (bounded > done) {
            double before = parent.getProgress() == null ? 0 : parent.getProgress();
            parent.setProgress(Math.min(1, before + (bounded - done) * share));
            done = bounded;
        }
    }

    @Override
    public void setProgress(final double progress, final String text) {
        setProgress(progress);
        setMessage(text);
    }

    @Override
    public void setProgress(final String text) {
        setMessage(text);
    }

    @Override
    public synchronized void setMessage(final String text) {
        message = text;
        if (!silent) {
            parent.setMessage(text);
        }
    }

    @Override
    public synchronized Double getProgress() {
        return done;
    }

    @Override
    public synchronized String getMessage() {
        return message;
    }

    @Override
    public void setExecuteCanceled() {
        throw new IllegalStateException("Only the whole node can be cancelled.");
    }

    @Override
    public void addProgressListener(final NodeProgressListener l) {
        throw new IllegalStateException("Listen to the whole node.");
    }

    @Override
    public void removeProgressListener(final NodeProgressListener l) {
        throw new IllegalStateException("Listen to the whole node.");
    }

    @Override
    public void removeAllProgressListener() {
        throw new IllegalStateException("Listen to the whole node.");
    }

    @Override
    public void reset() {
        throw new IllegalStateException("Only the whole node can start again.");
    }
}
