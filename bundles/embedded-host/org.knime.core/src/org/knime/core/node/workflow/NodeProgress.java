// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.function.Supplier;

/** How far a node is, and what it does. */
public final class NodeProgress {

    private final Double progress;
    private final Supplier<String> message;

    NodeProgress(final Double progress, final Supplier<String> message) {
        this.progress = progress;
        this.message = message;
    }

    /** The progress (0..1), or null. */
    public Double getProgress() {
        return progress;
    }

    /** What it does, or null. */
    public String getMessage() {
        return message.get();
    }
}
