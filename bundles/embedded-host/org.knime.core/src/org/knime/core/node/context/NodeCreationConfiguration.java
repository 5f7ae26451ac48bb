// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

/** How a node was created. */
public class NodeCreationConfiguration {

    NodeCreationConfiguration() {
    }
}
