// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** What holds one node. */
public abstract class SingleNodeContainer extends NodeContainer {

    SingleNodeContainer() {
    }
}
