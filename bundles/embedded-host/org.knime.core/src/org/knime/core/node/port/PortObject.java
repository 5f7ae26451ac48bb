// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import javax.swing.JComponent;

/** What a node gives out at a port. */
public interface PortObject {

    /** Anything. */
    PortType TYPE = PortTypeRegistry.getInstance().getPortType(PortObject.class);

    /** Anything, or nothing. */
    PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(PortObject.class, true);

    /** One line about it. */
    String getSummary();

    /** What was known of it before. */
    PortObjectSpec getSpec();

    /** Swing views, which the host never asks for. */
    JComponent[] getViews();
}
