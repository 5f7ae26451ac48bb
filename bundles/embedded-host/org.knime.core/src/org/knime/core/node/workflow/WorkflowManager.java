// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.hazelab.standin.RunFolder;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** A workflow, as far as nodes may look: where it is and which nodes it has. It is run by {@code org.hazelab.host}. */
public final class WorkflowManager extends NodeContainer {

    private final String name;
    private final WorkflowContextV2 context;
    private final RunFolder folder;
    private final Map<NodeID, NodeContainer> nodes = new TreeMap<>();

    WorkflowManager(final NodeID id, final String name, final WorkflowContextV2 context, final RunFolder folder) {
        super(null, id);
        this.name = name;
        this.context = context;
        this.folder = folder;
    }

    RunFolder folder() {
        return folder;
    }

    void add(final NodeContainer node) {
        nodes.put(node.getID(), node);
    }

    @Override
    public String getName() {
        return name;
    }

    /** Where the workflow is. */
    public WorkflowContextV2 getContextV2() {
        return context;
    }

    /** The outermost workflow: this one. */
    public WorkflowManager getProjectWFM() {
        return this;
    }

    /** The nodes, by number. */
    public Collection<NodeContainer> getNodeContainers() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /** @throws IllegalArgumentException when there is no such node */
    public NodeContainer getNodeContainer(final NodeID id) {
        NodeContainer node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("No such node ID: " + id);
        }
        return node;
    }
}
