// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Something that is kept in a node's settings file. */
public interface NodeSettingsPersistable {

    /** Stores it. */
    void saveSettingsTo(NodeSettingsWO settings);

    /** Reads it. */
    void loadSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;
}
