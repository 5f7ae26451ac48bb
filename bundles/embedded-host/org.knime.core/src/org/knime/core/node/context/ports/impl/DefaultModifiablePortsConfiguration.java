// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Port groups in order. Kept of KNIME's contract: a group that the settings do not mention keeps its default ports. */
public final class DefaultModifiablePortsConfiguration implements ModifiablePortsConfiguration {

    private final Map<String, PortGroupConfiguration> groups;

    /** The groups by identifier, in order. */
    public DefaultModifiablePortsConfiguration(final Map<String, PortGroupConfiguration> portGroups) {
        groups = new LinkedHashMap<>(portGroups);
    }

    @Override
    public PortType[] getInputPorts() {
        return ports(PortGroupConfiguration::definesInputPorts, PortGroupConfiguration::getInputPorts);
    }

    @Override
    public PortType[] getOutputPorts() {
        return ports(PortGroupConfiguration::definesOutputPorts, PortGroupConfiguration::getOutputPorts);
    }

    private PortType[] ports(final Predicate<PortGroupConfiguration> side,
        final Function<PortGroupConfiguration, PortType[]> ports) {
        return groups.values().stream().filter(side).map(ports).flatMap(Arrays::stream)
            .toArray(PortType[]::new);
    }

    @Override
    public List<String> getPortGroupNames() {
        return new ArrayList<>(groups.keySet());
    }

    @Override
    public Map<String, int[]> getInputPortLocation() {
        return locations(PortGroupConfiguration::definesInputPorts, PortGroupConfiguration::getInputPorts);
    }

    @Override
    public Map<String, int[]> getOutputPortLocation() {
        return locations(PortGroupConfiguration::definesOutputPorts, PortGroupConfiguration::getOutputPorts);
    }

    private Map<String, int[]> locations(final Predicate<PortGroupConfiguration> side,
        final Function<PortGroupConfiguration, PortType[]> ports) {
        Map<String, int[]> found = new LinkedHashMap<>();
        int next = 0;
        for (Map.Entry<String, PortGroupConfiguration> group : groups.entrySet()) {
            int count = side.test(group.getValue()) ? ports.apply(group.getValue()).length : 0;
            if (count > 0) {
                found.put(group.getKey(), IntStream.range(next, next + count).toArray());
            }
            next += count;
        }
        return found;
    }

    @Override
    public PortGroupConfiguration getGroup(final String groupName) {
        return groups.get(groupName);
    }

    @Override
    public Map<String, ExtendablePortGroup> getExtendablePorts() {
        Map<String, ExtendablePortGroup> found = new LinkedHashMap<>();
        groups.forEach((id, group) -> {
            if (group instanceof ExtendablePortGroup extendable) {
                found.put(id, extendable);
            }
        });
        return found;
    }

    @Override
    public ModifiablePortsConfiguration copy() {
        Map<String, PortGroupConfiguration> copies = new LinkedHashMap<>();
        groups.forEach((id, group) -> copies.put(id, group.copy()));
        return new DefaultModifiablePortsConfiguration(copies);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        groups.forEach((id, group) -> group.saveSettingsTo(settings.addNodeSettings(id)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (Map.Entry<String, PortGroupConfiguration> group : groups.entrySet()) {
            if (settings.containsKey(group.getKey())) {
                group.getValue().loadSettingsFrom(settings.getNodeSettings(group.getKey()));
            }
        }
    }
}
