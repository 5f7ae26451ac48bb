// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.List;
import java.util.Map;

import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** The host's door to node contexts, messages and flow variables; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** Lets the current thread work for a node, which is named in the log, until {@link #popContext}. */
    public static void pushContext(final String node, final WorkflowContextV2 workflow) {
        pushContext(node, workflow, Map.of());
    }

    /** The same for a node with inputs at these positions, by the identifiers of their groups. */
    public static void pushContext(final String node, final WorkflowContextV2 workflow,
        final Map<String, Integer> inputs) {
        NodeContext.push(new NodeContext(node, workflow,
            new NativeNodeContainer(org.knime.core.node.HostAccess.newNode(inputs))));
    }

    /** Takes back the last push. */
    public static void popContext() {
        NodeContext.pop();
    }

    /** A message of one sentence, and what to do. */
    public static NodeMessage newMessage(final NodeMessage.Type type, final String message,
        final List<String> resolutions) {
        return new NodeMessage(type, message, resolutions);
    }

    /** A variable with a value of type String, Integer, Double, Boolean, Long or String[]. */
    public static FlowVariable newVariable(final String name, final Object value) {
        return new FlowVariable(name, value);
    }

    /** The value of a variable: String, Integer, Double, Boolean, Long or String[]. */
    public static Object valueOf(final FlowVariable variable) {
        return variable.value();
    }
}
