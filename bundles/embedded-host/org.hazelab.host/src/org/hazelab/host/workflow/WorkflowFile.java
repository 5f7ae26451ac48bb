// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * A workflow as it is on disk.
 *
 * @param folder the folder of workflow.knime
 * @param name the name of the folder
 * @param variables the workflow variables by name, in order
 * @param nodes the nodes, by rising number
 * @param executedStates whether a node was saved with results
 */
public record WorkflowFile(Path folder, String name, Map<String, FlowVariable> variables, List<NodeFile> nodes,
    List<Connection> connections, boolean executedStates) {

    /**
     * A node as it is on disk.
     *
     * @param number its number in the workflow
     * @param name the name of the kind of node, as saved
     * @param factory the class name of its factory
     * @param bundle the bundle that brought it, as saved, empty if it was not
     * @param settings all of its settings file
     * @param model the parameters, if saved
     * @param variables which parameters flow variables control, if any
     */
    public record NodeFile(int number, String name, String factory, String bundle, NodeSettings settings,
        Optional<NodeSettings> model, Optional<NodeSettings> variables) {

        /** Name and number. */
        public String label() {
            return name + " #" + number;
        }
    }

    /** A line between two nodes. Port 0 is the flow variable port, the first data port is 1. */
    public record Connection(int source, int sourcePort, int target, int targetPort) {
    }
}
