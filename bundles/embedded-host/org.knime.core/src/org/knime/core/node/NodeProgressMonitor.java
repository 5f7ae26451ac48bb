// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

import org.knime.core.node.workflow.NodeProgressListener;

/** Where a node says how far it is, and hears that it shall stop. */
public interface NodeProgressMonitor {

    /** @throws CanceledExecutionException when the node shall stop */
    void checkCanceled() throws CanceledExecutionException;

    /** Makes {@link #checkCanceled} throw from now on. */
    void setExecuteCanceled();

    /** Sets progress (0..1) and message. */
    void setProgress(double progress, String message);

    /** Sets progress (0..1) and a message that is only made when somebody reads it. */
    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    /** Sets the progress (0..1); other values are ignored. */
    void setProgress(double progress);

    /** Sets the message. */
    void setProgress(String message);

    /** Sets the message. */
    void setMessage(String message);

    /** Sets a message that is only made when somebody reads it. */
    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** The progress, null before it is first set. */
    Double getProgress();

    /** The message, or null. */
    String getMessage();

    /** Adds a listener. */
    void addProgressListener(NodeProgressListener l);

    /** Removes a listener. */
    void removeProgressListener(NodeProgressListener l);

    /** Removes all listeners. */
    void removeAllProgressListener();

    /** Starts again. */
    void reset();
}
