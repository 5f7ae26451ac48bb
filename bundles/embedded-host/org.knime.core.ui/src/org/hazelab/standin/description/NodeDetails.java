// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.description;

import java.util.List;

import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.NodeFactory.NodeType;

/** Everything a node says of itself; descriptions are HTML. */
public record NodeDetails(String name, NodeType type, String shortDescription, String fullDescription,
    String sinceVersion, List<String> keywords, List<Port> inputs, List<Port> outputs,
    List<ParameterDetails> options, List<Link> links) {

    /** A group of ports; {@code mode} is empty for one port that is always there. */
    public record Port(String id, String name, String description, List<String> types, String mode) {
    }

    /** More about the node, elsewhere. */
    public record Link(String href, String description) {
    }
}
