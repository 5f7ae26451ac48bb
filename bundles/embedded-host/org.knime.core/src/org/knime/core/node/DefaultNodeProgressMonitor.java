// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.knime.core.node.workflow.NodeProgressListener;

/**
 * The progress of one node. Kept of KNIME's contract: usable from any thread; {@link #checkCanceled} throws when the
 * node was told to stop and also when its thread is interrupted.
 */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private final List<NodeProgressListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean canceled;
    private volatile Double progress;
    private volatile Supplier<String> message = () -> null;

    /** No progress yet. */
    public DefaultNodeProgressMonitor() {
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            throw new CanceledExecutionException();
        }
    }

    /** Whether the node shall stop. */
    protected boolean isCanceled() {
        return canceled || Thread.currentThread().isInterrupted();
    }

    @Override
    public void setExecuteCanceled() {
        canceled = true;
    }

    @Override
    public void setProgress(final double value, final String text) {
        setProgress(value, () -> text);
    }

    @Override
    public void setProgress(final double value, final Supplier<String> text) {
        if (value >= 0 && value <= 1) {
            progress = value;
        }
        message = text;
        fire();
    }

    @Override
    public void setProgress(final double value) {
        setProgress(value, message);
    }

    @Override
    public void setProgress(final String text) {
        setMessage(text);
    }

    @Override
    public void setMessage(final String text) {
        setMessage(() -> text);
    }

    @Override
    public void setMessage(final Supplier<String> text) {
        message = text;
        fire();
    }

    @Override
    public Double getProgress() {
        return progress;
    }

    @Override
    public String getMessage() {
        return message.get();
    }

    @Override
    public void addProgressListener(final NodeProgressListener l) {
        listeners.add(l);
    }

    @Override
    public void removeProgressListener(final NodeProgressListener l) {
        listeners.remove(l);
    }

    @Override
    public void removeAllProgressListener() {
        listeners.clear();
    }

    @Override
    public void reset() {
        canceled = false;
        progress = null;
        message = () -> null;
    }

    private void fire() {
        listeners.forEach(l -> org.knime.core.node.workflow.HostAccess.tell(l, progress, message));
    }
}
