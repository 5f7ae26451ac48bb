// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import org.knime.core.node.ExecutionContext;

/** A node in a workflow. */
public abstract class SingleNodeContainer extends NodeContainer {

    SingleNodeContainer(final WorkflowManager parent, final NodeID id) {
        super(parent, id);
    }

    /** A context for one execution. */
    public abstract ExecutionContext createExecutionContext();
}
