// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.EventListener;

/** Hears when the message of a node changes. */
public interface NodeMessageListener extends EventListener {

    /** The node has a new message. */
    void messageChanged(NodeMessageEvent messageEvent);
}
