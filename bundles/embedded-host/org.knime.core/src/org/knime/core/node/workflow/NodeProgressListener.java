// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.EventListener;

/** Hears how far a node is. */
public interface NodeProgressListener extends EventListener {

    /** The node is further. */
    void progressChanged(NodeProgressEvent pe);
}
