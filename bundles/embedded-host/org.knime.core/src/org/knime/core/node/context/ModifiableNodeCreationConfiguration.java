// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.context.ports.ModifiablePortsConfiguration;

/** How a node was created; here it cannot be changed. */
public final class ModifiableNodeCreationConfiguration extends NodeCreationConfiguration {

    private final ModifiablePortsConfiguration ports;

    /** With these ports. */
    public ModifiableNodeCreationConfiguration(final ModifiablePortsConfiguration ports) {
        this.ports = ports;
    }

    /** Its ports. */
    public Optional<ModifiablePortsConfiguration> getPortConfig() {
        return Optional.of(ports);
    }
}
