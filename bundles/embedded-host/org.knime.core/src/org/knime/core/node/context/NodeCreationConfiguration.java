// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;

/** What a node is created with: its ports. */
public class NodeCreationConfiguration {

    private final ModifiablePortsConfiguration ports;

    /** @param ports the ports, or null for a node without any */
    protected NodeCreationConfiguration(final ModifiablePortsConfiguration ports) {
        this.ports = ports;
    }

    /** The ports. */
    public Optional<? extends PortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    /** The ports, to be changed. */
    protected Optional<ModifiablePortsConfiguration> getModifiablePortConfig() {
        return Optional.ofNullable(ports);
    }
}
