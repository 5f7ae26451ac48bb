// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/**
 * Which node the current thread works for. Kept of KNIME's contract: pushed around configure, execute and loading, not
 * inherited by threads that a node starts.
 */
public final class NodeContext {

    private static final ThreadLocal<Deque<NodeContext>> STACK = ThreadLocal.withInitial(ArrayDeque::new);
    private static final NodeContext NONE = new NodeContext(null);

    private final NodeContainer node;

    private NodeContext(final NodeContainer node) {
        this.node = node;
    }

    /** The context of this thread, or null. */
    public static NodeContext getContext() {
        NodeContext current = STACK.get().peek();
        return current == NONE ? null : current;
    }

    /** The context of this thread. */
    public static Optional<NodeContext> getContextOptional() {
        return Optional.ofNullable(getContext());
    }

    /** Makes this thread work for the node. */
    public static void pushContext(final NodeContainer nodeContainer) {
        STACK.get().push(new NodeContext(Objects.requireNonNull(nodeContainer)));
    }

    /** Makes this thread work for the context, or for none. */
    public static void pushContext(final NodeContext context) {
        STACK.get().push(context == null ? NONE : context);
    }

    /** Takes back the last push. */
    public static void removeLastContext() {
        if (STACK.get().isEmpty()) {
            throw new IllegalStateException("No node context registered with the current thread");
        }
        STACK.get().pop();
    }

    /** The node. */
    public NodeContainer getNodeContainer() {
        return node;
    }

    /** The workflow the node is in. */
    public WorkflowManager getWorkflowManager() {
        return node instanceof WorkflowManager w ? w : node.getParent();
    }

    /** The node, its workflow, or where the workflow is, by class. */
    public <C> Optional<C> getContextObjectForClass(final Class<C> contextObjectClass) {
        Object found = null;
        if (contextObjectClass == WorkflowContextV2.class) {
            found = getWorkflowManager().getContextV2();
        } else if (contextObjectClass == WorkflowManager.class) {
            found = getWorkflowManager();
        } else if (contextObjectClass.isInstance(node)) {
            found = node;
        }
        return Optional.ofNullable(found).map(contextObjectClass::cast);
    }

    @Override
    public String toString() {
        return String.valueOf(node);
    }
}
