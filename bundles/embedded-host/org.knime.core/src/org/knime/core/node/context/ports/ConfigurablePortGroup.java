// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A group of ports whose number or type the user chooses. */
public interface ConfigurablePortGroup extends PortGroupConfiguration {

    /** The types a port may have. */
    PortType[] getSupportedPortTypes();
}
