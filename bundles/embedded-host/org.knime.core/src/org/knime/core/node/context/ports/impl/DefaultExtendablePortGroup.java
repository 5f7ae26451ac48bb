// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.port.PortType;

/** Ports that are always there, then ports that the user added; kept as "port_0", "port_1", ... */
public final class DefaultExtendablePortGroup implements ExtendablePortGroup {

    private final PortType[] fixed;
    private final PortType[] supported;
    private final boolean inputs;
    private final boolean outputs;
    private final int room;
    private final List<PortType> added = new ArrayList<>();

    /** Ports of the given types on one side or both, and room for so many more of the supported types. */
    public DefaultExtendablePortGroup(final PortType[] fixedTypes, final PortType[] supportedTypes,
        final boolean definesInPorts, final boolean definesOutPorts, final int maxAdditionalPorts) {
        fixed = fixedTypes.clone();
        supported = supportedTypes.clone();
        inputs = definesInPorts;
        outputs = definesOutPorts;
        room = maxAdditionalPorts;
    }

    private PortType[] all() {
        PortType[] all = Arrays.copyOf(fixed, fixed.length + added.size());
        for (int i = 0; i < added.size(); i++) {
            all[fixed.length + i] = added.get(i);
        }
        return all;
    }

    @Override
    public PortType[] getInputPorts() {
        return all();
    }

    @Override
    public PortType[] getOutputPorts() {
        return all();
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
    public PortType[] getFixedPorts() {
        return fixed.clone();
    }

    @Override
    public PortType[] getConfiguredPorts() {
        return added.toArray(PortType[]::new);
    }

    @Override
    public PortType[] getSupportedPortTypes() {
        return supported.clone();
    }

    @Override
    public boolean hasConfiguredPorts() {
        return !added.isEmpty();
    }

    @Override
    public boolean canAddPort() {
        return added.size() < room;
    }

    @Override
    public void addPort(final PortType pType) {
        added.add(pType);
    }

    @Override
    public PortType removeLastPort() {
        return added.remove(added.size() - 1);
    }

    @Override
    public DefaultExtendablePortGroup copy() {
        DefaultExtendablePortGroup copy = new DefaultExtendablePortGroup(fixed, supported, inputs, outputs, room);
        copy.added.addAll(added);
        return copy;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        for (int i = 0; i < added.size(); i++) {
            added.get(i).save(settings.addNodeSettings("port_" + i));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        added.clear();
        for (String key : settings) {
            added.add(PortType.load(((NodeSettings)settings).getNodeSettings(key)));
        }
    }
}
