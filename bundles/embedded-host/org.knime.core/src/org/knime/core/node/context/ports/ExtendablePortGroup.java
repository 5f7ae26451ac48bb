// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A group of ports to which the user can add; an optional port is one with room for one. */
public interface ExtendablePortGroup extends ConfigurablePortGroup {

    /** The ports that are always there. */
    PortType[] getFixedPorts();

    /** The ports that were added. */
    PortType[] getConfiguredPorts();

    /** Whether ports were added. */
    boolean hasConfiguredPorts();

    /** Whether there is room for one more. */
    boolean canAddPort();

    /** Adds a port. */
    void addPort(PortType pType);

    /** Removes the port added last. */
    PortType removeLastPort();
}
