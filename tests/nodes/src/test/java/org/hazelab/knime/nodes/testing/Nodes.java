// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.util.List;

import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.knime.node.DefaultNodeFactory;

/** The nodes of the bundle, as plugin.xml registers them: a new node is tested by what every node has to keep. */
public final class Nodes {

    private Nodes() {
    }

    /** The factories, in the order of registration. */
    public static List<DefaultNodeFactory> all() {
        return new NodeRegistry().all().stream()
            .filter(entry -> entry.factoryClass().startsWith("org.hazelab.knime.nodes.")).map(Nodes::create).toList();
    }

    private static DefaultNodeFactory create(final NodeRegistry.Entry entry) {
        try {
            return entry.create();
        } catch (NodeLoadException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
