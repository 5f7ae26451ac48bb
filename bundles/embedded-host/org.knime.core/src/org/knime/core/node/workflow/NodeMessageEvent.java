// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.EventObject;

/** A new message of a node. */
public class NodeMessageEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final transient NodeMessage message;

    /** A new message. */
    public NodeMessageEvent(final NodeID src, final NodeMessage message) {
        super(src);
        this.message = message;
    }

    /** The message. */
    public NodeMessage getMessage() {
        return message;
    }
}
