// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** Where a node says how far it is, and hears that it shall stop. */
public interface NodeProgressMonitor {

    /** @throws CanceledExecutionException when the node shall stop */
    void checkCanceled() throws CanceledExecutionException;

    /** Makes {@link #checkCanceled} throw from now on. */
    void setExecuteCanceled();

    /** Sets progress (0..1) and a message that is only made when it is read. */
    void setProgress(double progress, Supplier<String> message);

    /** Sets the message. */
    void setMessage(String message);
}
