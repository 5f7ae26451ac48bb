// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import org.knime.core.node.Node;

/** What holds a node that is no component. */
public class NativeNodeContainer extends SingleNodeContainer {

    private final Node node;

    NativeNodeContainer(final Node node) {
        this.node = node;
    }

    /** The node. */
    public Node getNode() {
        return node;
    }
}
