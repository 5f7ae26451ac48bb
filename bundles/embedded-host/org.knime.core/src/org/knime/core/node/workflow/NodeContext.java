// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/**
 * Which node the current thread works for. Kept of KNIME's contract: there around configure, execute and loading, not
 * inherited by threads that a node starts.
 */
public final class NodeContext {

    private static final ThreadLocal<Deque<NodeContext>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private final String node;
    private final WorkflowContextV2 workflow;
    private final NodeContainer container;

    NodeContext(final String node, final WorkflowContextV2 workflow, final NodeContainer container) {
        this.node = node;
        this.workflow = workflow;
        this.container = container;
    }

    static void push(final NodeContext context) {
        STACK.get().push(context);
    }

    static void pop() {
        STACK.get().pop();
    }

    /** The context of this thread, or null. */
    public static NodeContext getContext() {
        return STACK.get().peek();
    }

    /** What holds the node. */
    public NodeContainer getNodeContainer() {
        return container;
    }

    /** Where the workflow is, by its class; nothing for any other class. */
    public <C> Optional<C> getContextObjectForClass(final Class<C> contextObjectClass) {
        return Optional.of(workflow).filter(contextObjectClass::isInstance).map(contextObjectClass::cast);
    }

    @Override
    public String toString() {
        return node;
    }
}
