// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** A settings tree to read from. Of KNIME's, cells and types as settings and the Swing tree are left out. */
public interface ConfigRO extends ConfigBaseRO {

    /** The nested tree under the key. */
    Config getConfig(String key) throws InvalidSettingsException;
}
