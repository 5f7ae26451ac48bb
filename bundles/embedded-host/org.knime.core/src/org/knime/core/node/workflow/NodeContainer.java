// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.NodeProgressMonitor;

/** A node, or a workflow, in a workflow. */
public abstract class NodeContainer {

    private final WorkflowManager parent;
    private final NodeID id;
    private final NodeProgressMonitor progress = new DefaultNodeProgressMonitor();
    private volatile NodeMessage message = NodeMessage.NONE;

    NodeContainer(final WorkflowManager parent, final NodeID id) {
        this.parent = parent;
        this.id = id;
    }

    /** The workflow it is in, or null. */
    public final WorkflowManager getParent() {
        return parent;
    }

    /** Identifies it. */
    public final NodeID getID() {
        return id;
    }

    /** The name people read. */
    public abstract String getName();

    /** Name and number. */
    public final String getNameWithID() {
        return getName() + " #" + id.getIndex();
    }

    /** How far it is. */
    public NodeProgressMonitor getProgressMonitor() {
        return progress;
    }

    /** What it shows its user. */
    public final NodeMessage getNodeMessage() {
        return message;
    }

    /** Sets what it shows its user. */
    public final void setNodeMessage(final NodeMessage newMessage) {
        message = newMessage == null ? NodeMessage.NONE : newMessage;
    }

    @Override
    public String toString() {
        return getNameWithID();
    }
}
