// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.List;

import org.hazelab.standin.description.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.node.parameters.NodeParameters;

/** The host's door to descriptions; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** Everything a node says of itself. */
    public static NodeDetails detailsOf(final DefaultNodeFactory factory) {
        DefaultNode node = factory.node();
        List<NodeDetails.Port> in = node.ports.stream().filter(p -> p.input).map(PortGroup::details).toList();
        List<NodeDetails.Port> out = node.ports.stream().filter(p -> !p.input).map(PortGroup::details).toList();
        return new NodeDetails(node.name, factory.getType(), node.shortDescription, node.fullDescription,
            node.sinceVersion, List.copyOf(node.keywords), in, out, ParameterDetails.of(node.model.parametersClass),
            List.copyOf(node.links));
    }

    /** The class of a node's parameters, null where it has none. */
    public static Class<? extends NodeParameters> parametersOf(final DefaultNodeFactory factory) {
        return factory.node().model.parametersClass;
    }
}
