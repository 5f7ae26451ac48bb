// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import javax.swing.JComponent;

/** What is known of a port object before the node has executed. */
public interface PortObjectSpec {

    /** Swing views, which the host never asks for. */
    JComponent[] getViews();
}
