// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** A node's settings to write to. */
public interface NodeSettingsWO extends ConfigWO {

    /** New nested settings under the key. */
    NodeSettingsWO addNodeSettings(String key);

    /** Nests settings under their own name. */
    void addNodeSettings(NodeSettings settings);
}
