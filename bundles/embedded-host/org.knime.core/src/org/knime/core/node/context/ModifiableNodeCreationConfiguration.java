// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;

/** What a node is created with, kept under "node_creation_config" in its settings file. */
public final class ModifiableNodeCreationConfiguration extends NodeCreationConfiguration
    implements
        DeepCopy<ModifiableNodeCreationConfiguration>,
        NodeSettingsPersistable {

    private static final String KEY = "node_creation_config";

    /** @param portsConfig the ports, or null for a node without any */
    public ModifiableNodeCreationConfiguration(final ModifiablePortsConfiguration portsConfig) {
        super(portsConfig);
    }

    @Override
    public Optional<ModifiablePortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    @Override
    public ModifiableNodeCreationConfiguration copy() {
        return new ModifiableNodeCreationConfiguration(
            getPortConfig().map(ModifiablePortsConfiguration::copy).orElse(null));
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        if (getPortConfig().isPresent()) {
            getPortConfig().get().saveSettingsTo(settings.addNodeSettings(KEY));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.containsKey(KEY) && getPortConfig().isPresent()) {
            getPortConfig().get().loadSettingsFrom(settings.getNodeSettings(KEY));
        }
    }
}
