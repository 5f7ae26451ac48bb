// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A settings tree whose nested trees are of the same class. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    /** An empty tree of that name. */
    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config)addConfigBase(key);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (getEntry(key) instanceof Config nested) {
            return nested;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }
}
