// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;

import org.hazelab.standin.description.Markup;
import org.hazelab.standin.description.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory.NodeType;

/** What a {@link DefaultNode} says of itself. */
final class DefaultNodeDescription extends NodeDescription {

    private final DefaultNode node;

    /** @throws IllegalStateException when a description is not well-formed */
    DefaultNodeDescription(final DefaultNode node) {
        this.node = node;
        check("short description", node.shortDescription);
        check("full description", node.fullDescription);
        for (PortGroup group : node.ports) {
            check("port \"" + group.id + "\"", group.details().description());
        }
        for (ParameterDetails option : ParameterDetails.of(node.model.parametersClass)) {
            check("option \"" + option.title() + "\"", option.description());
        }
        for (NodeDetails.Link link : node.links) {
            check("link " + link.href(), link.description());
        }
    }

    private void check(final String what, final String html) {
        Markup.problemOf(html).ifPresent(problem -> {
            throw new IllegalStateException("Problem creating node description of \"" + node.name + "\": the " + what
                + " is not well-formed (" + problem + "): " + html);
        });
    }

    @Override
    public String getNodeName() {
        return node.name;
    }

    @Override
    public NodeType getType() {
        if (node.type != null) {
            return node.type;
        }
        if (node.ports.stream().noneMatch(p -> p.input)) {
            return NodeType.Source;
        }
        return node.ports.stream().allMatch(p -> p.input) ? NodeType.Sink : NodeType.Manipulator;
    }

    @Override
    public String getIconPath() {
        return node.icon;
    }

    @Override
    public Optional<String> getShortDescription() {
        return Optional.of(node.shortDescription);
    }

    @Override
    public String[] getKeywords() {
        return node.keywords.toArray(String[]::new);
    }
}
