// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.net.URL;
import java.util.stream.Stream;

import org.hazelab.standin.node.Markup;
import org.hazelab.standin.node.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.NodeFactory;

/**
 * Makes nodes described as a {@link DefaultNode}. Kept of KNIME's contract: descriptions are read when the factory is
 * made, and a factory whose descriptions are not well-formed cannot be made. Dialogs and views are left out.
 */
public abstract class DefaultNodeFactory extends NodeFactory {

    final DefaultNode node;

    /**
     * @param node the node, described
     * @throws IllegalStateException when a description is not well-formed
     */
    protected DefaultNodeFactory(final DefaultNode node) {
        this.node = node;
        check("short description", node.shortDescription);
        check("full description", node.fullDescription);
        for (NodeDetails.Port port : Stream.of(node.ports.inputs, node.ports.outputs).flatMap(l -> l.stream())
            .toList()) {
            check("port \"" + port.id() + "\"", port.description());
        }
        for (ParameterDetails option : ParameterDetails.of(node.model.parametersClass)) {
            check("option \"" + option.title() + "\"", option.description());
        }
    }

    private void check(final String what, final String html) {
        Markup.problemOf(html).ifPresent(problem -> {
            throw new IllegalStateException("Problem creating node description of \"" + node.name + "\": the " + what
                + " is not well-formed (" + problem + "): " + html);
        });
    }

    /** The name people read. */
    public final String getNodeName() {
        return node.name;
    }

    /** The kind of node; derived from the ports where it is not said. */
    public final NodeType getType() {
        if (node.type != null) {
            return node.type;
        }
        return node.ports.inputs.isEmpty() ? NodeType.Source
            : node.ports.outputs.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
    }

    /** The icon, or null where there is none. */
    public final URL getIcon() {
        // A bundle's class loader takes a path as it is: a leading "./" would never be found.
        return getClass().getResource(node.icon.replaceFirst("^(\\./)+", ""));
    }

    /** Identifies the kind of node in workflows. */
    public final String getFactoryId() {
        return getClass().getName();
    }
}
