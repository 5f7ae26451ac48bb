// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.knime.node.DefaultNodeFactory;

/** The nodes of the bundle, as plugin.xml registers them: a new node is tested by what every node has to keep. */
public final class Nodes {

    private Nodes() {
    }

    /** The factories, in the order of registration. */
    public static List<DefaultNodeFactory> all() {
        return Host.factories();
    }

    /** The same, one an argument of a test, under the names of their nodes. */
    public static Stream<Named<DefaultNodeFactory>> named() {
        return all().stream().map(Nodes::named);
    }

    /** A factory under the name of its node. */
    public static Named<DefaultNodeFactory> named(final DefaultNodeFactory factory) {
        return Named.of(factory.getNodeName(), factory);
    }
}
