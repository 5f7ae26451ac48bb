// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** What holds a node in a workflow. */
public abstract class NodeContainer {

    NodeContainer() {
    }
}
