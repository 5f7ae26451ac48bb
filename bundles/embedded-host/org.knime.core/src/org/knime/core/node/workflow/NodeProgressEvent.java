// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.EventObject;
import java.util.function.Supplier;

/** New progress of a node. */
public class NodeProgressEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final transient NodeProgress progress;

    /** New progress. */
    public NodeProgressEvent(final NodeID src, final NodeProgress progress) {
        super(src);
        this.progress = progress;
    }

    /** @param value 0..1, or null before it is first set */
    static NodeProgressEvent of(final Double value, final Supplier<String> message) {
        return new NodeProgressEvent(new NodeID(0), new NodeProgress(value, message));
    }

    /** The progress. */
    public NodeProgress getNodeProgress() {
        return progress;
    }
}
