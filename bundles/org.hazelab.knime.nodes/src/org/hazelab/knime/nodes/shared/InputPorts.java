// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.util.Map;
import java.util.Optional;

import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContext;

/**
 * Where the inputs of a node are to which its user has added some: what comes in has no names, and several optional
 * tables are alike. KNIME 5.8 tells it in this way alone.
 *
 * @param positions by the identifiers of the groups of ports; those that are not there are missing
 */
public record InputPorts(Map<String, int[]> positions) {

    public InputPorts {
        positions = Map.copyOf(positions);
    }

    /**
     * Those of the node that is configured or executed. Only on the node's own thread.
     *
     * @throws IllegalStateException if there is no such node
     */
    public static InputPorts ofThisNode() {
        return new InputPorts(Optional.ofNullable(NodeContext.getContext()).map(NodeContext::getNodeContainer)
            .filter(NativeNodeContainer.class::isInstance).map(NativeNodeContainer.class::cast)
            .flatMap(container -> container.getNode().getCopyOfCreationConfig())
            .flatMap(configuration -> configuration.getPortConfig())
            .map(ports -> ports.getInputPortLocation())
            .orElseThrow(() -> new IllegalStateException("the inputs of the node are not known")));
    }

    /** Whether an input is there. */
    public boolean has(String group) {
        return positions.containsKey(group);
    }

    /** What comes in through an input, of all that comes in; empty if the input is not there or nothing is known. */
    public <T> Optional<T> of(String group, T[] all) {
        int[] found = positions.get(group);
        return found == null || found.length == 0 ? Optional.empty() : Optional.ofNullable(all[found[0]]);
    }
}
