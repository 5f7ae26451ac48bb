// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.util.List;

import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;

/** Everything a node says of itself; descriptions are HTML, the icon's path is relative to the class of the factory. */
public record NodeDetails(String name, NodeType type, String icon, String shortDescription, String fullDescription,
    String sinceVersion, List<String> keywords, List<Port> inputs, List<Port> outputs,
    List<ParameterDetails> options) {

    /** A port that is always there, or one that can be added. */
    public record Port(String id, String name, String description, List<PortType> types, boolean optional) {
    }
}
