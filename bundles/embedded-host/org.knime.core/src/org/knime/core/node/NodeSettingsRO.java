// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** A node's settings to read from. */
public interface NodeSettingsRO extends ConfigRO {

    /** The nested settings under the key. */
    NodeSettingsRO getNodeSettings(String key) throws InvalidSettingsException;
}
