// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Looks for keys in nested settings. */
final class SettingsPaths {

    private SettingsPaths() {
    }

    static boolean contains(final NodeSettingsRO settings, final String... path) {
        NodeSettingsRO current = settings;
        try {
            for (int i = 0; i < path.length - 1; i++) {
                current = current.getNodeSettings(path[i]);
            }
            return path.length == 0 || current.containsKey(path[path.length - 1]);
        } catch (InvalidSettingsException e) {
            return false; // an outer key is missing, so the inner one is, too
        }
    }
}
