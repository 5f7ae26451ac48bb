// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.base.ConfigBaseRO;

/** A node's settings to read from. */
public interface NodeSettingsRO extends ConfigBaseRO {

    /** The nested settings under the key. */
    NodeSettingsRO getNodeSettings(String key) throws InvalidSettingsException;
}
