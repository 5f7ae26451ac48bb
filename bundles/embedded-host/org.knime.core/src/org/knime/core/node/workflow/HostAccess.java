// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.function.Supplier;

import org.hazelab.standin.RunFolder;
import org.knime.core.node.Node;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** The host's door to workflows and flow variables; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** A workflow without nodes. */
    public static WorkflowManager newWorkflow(final String name, final WorkflowContextV2 context,
        final RunFolder folder) {
        return new WorkflowManager(new NodeID(0), name, context, folder);
    }

    /** Adds a node under a number. */
    public static NativeNodeContainer addNode(final WorkflowManager workflow, final Node node, final int number) {
        NativeNodeContainer container =
            new NativeNodeContainer(workflow, node, new NodeID(workflow.getID(), number));
        workflow.add(container);
        return container;
    }

    /** Tells a listener how far a node is: 0..1, or null before it is first set. */
    public static void tell(final NodeProgressListener listener, final Double progress,
        final Supplier<String> message) {
        listener.progressChanged(NodeProgressEvent.of(progress, message));
    }

    /** A variable with a value of type String, Integer, Double, Boolean, Long or String[]. */
    public static FlowVariable newVariable(final String name, final Object value) {
        return FlowVariable.of(name, value);
    }

    /** The value of a variable: String, Integer, Double, Boolean, Long or String[]. */
    public static Object valueOf(final FlowVariable variable) {
        return variable.value();
    }
}
