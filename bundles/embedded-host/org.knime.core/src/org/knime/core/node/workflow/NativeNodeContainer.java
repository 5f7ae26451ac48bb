// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.Node;
import org.knime.core.node.NodeModel;

/** A node with a model in a workflow. */
public class NativeNodeContainer extends SingleNodeContainer {

    private final Node node;

    NativeNodeContainer(final WorkflowManager parent, final Node node, final NodeID id) {
        super(parent, id);
        this.node = node;
        node.addMessageListener(event -> setNodeMessage(event.getMessage()));
    }

    /** The node. */
    public Node getNode() {
        return node;
    }

    /** The model. */
    public NodeModel getNodeModel() {
        return node.getNodeModel();
    }

    @Override
    public String getName() {
        return node.getName();
    }

    @Override
    public ExecutionContext createExecutionContext() {
        return org.knime.core.node.HostAccess.newContext(getProgressMonitor(), getParent().folder(),
            Integer.toString(getID().getIndex()));
    }
}
