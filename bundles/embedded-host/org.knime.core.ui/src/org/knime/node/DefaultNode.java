// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.RequirePorts.DynamicPortsAdder;

/** A node, described call by call: {@code create().name(..).icon(..). ... .model(..)}. */
public final class DefaultNode implements FluentNodeAPI {

    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final String sinceVersion;
    final PortGroups ports = new PortGroups();
    final DefaultModel model;
    final List<String> keywords = new ArrayList<>();
    NodeType type;

    private DefaultNode(final String name, final String icon, final String shortDescription,
        final String fullDescription, final String sinceVersion, final Consumer<DynamicPortsAdder> ports,
        final DefaultModel model) {
        this.name = name;
        this.icon = icon;
        this.shortDescription = shortDescription;
        this.fullDescription = fullDescription;
        this.sinceVersion = sinceVersion;
        ports.accept(this.ports);
        this.model = model;
    }

    /** Starts the description. */
    public static RequireName create() {
        return name -> icon -> shortText -> fullText -> (major, minor, revision) -> ports -> model -> new DefaultNode(
            name, icon, shortText, fullText, major + "." + minor + "." + revision, ports,
            model.apply(DefaultModel.create()));
    }

    /** First the name. */
    public interface RequireName {

        /** The name people read. */
        RequireIcon name(String name);
    }

    /** Then the icon. */
    public interface RequireIcon {

        /** The icon file, relative to the class of the factory. */
        RequireShortDescription icon(String icon);
    }

    /** Then one line. */
    public interface RequireShortDescription {

        /** One line about the node. */
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** Then the whole description. */
    public interface RequireFullDescription {

        /** What the node does, in HTML that is well-formed XML. */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** Then the version. */
    public interface RequireSinceVersion {

        /** The first version that has the node. */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** Then, after the ports, what it does. */
    public interface RequireModel {

        /** What the node does. */
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }

    /** The kind of node; derived from the ports where it is not said. */
    public DefaultNode nodeType(final NodeType nodeType) {
        if (type != null) {
            throw new IllegalStateException("nodeType() has already been called; a node can only have one node type.");
        }
        type = nodeType;
        return this;
    }

    /** Words to find the node by. */
    public DefaultNode keywords(final String... words) {
        if (!keywords.isEmpty()) {
            throw new IllegalStateException(
                "keywords() has already been called; a node can only have one list of keywords.");
        }
        keywords.addAll(List.of(words));
        return this;
    }
}
