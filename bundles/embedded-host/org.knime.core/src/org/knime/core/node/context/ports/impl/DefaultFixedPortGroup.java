// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports.impl;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that are always there. */
public final class DefaultFixedPortGroup implements PortGroupConfiguration {

    private final PortType[] types;
    private final boolean inputs;
    private final boolean outputs;

    /** Ports of the given types on one side or both. */
    public DefaultFixedPortGroup(final PortType[] types, final boolean definesInPorts, final boolean definesOutPorts) {
        this.types = types.clone();
        inputs = definesInPorts;
        outputs = definesOutPorts;
    }

    @Override
    public PortType[] getInputPorts() {
        return types.clone();
    }

    @Override
    public PortType[] getOutputPorts() {
        return types.clone();
    }

    @Override
    public boolean definesInputPorts() {
        return inputs;
    }

    @Override
    public boolean definesOutputPorts() {
        return outputs;
    }

    @Override
    public DefaultFixedPortGroup copy() {
        return this;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        // nothing can change
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) {
        // nothing can change
    }
}
