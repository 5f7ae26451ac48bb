// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Optional;

/** What a node says of itself; ports and options are described elsewhere, by {@code org.hazelab.standin.node}. */
public abstract class NodeDescription {

    /** For subclasses. */
    public NodeDescription() {
    }

    /** The name people read. */
    public abstract String getNodeName();

    /** The kind of node. */
    public abstract NodeFactory.NodeType getType();

    /** The icon, relative to the class of the factory. */
    public abstract String getIconPath();

    /** One line about the node. */
    public Optional<String> getShortDescription() {
        return Optional.empty();
    }

    /** Words to find it by. */
    public String[] getKeywords() {
        return new String[0];
    }
}
