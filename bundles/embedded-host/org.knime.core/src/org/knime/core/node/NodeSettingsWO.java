// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.base.ConfigBaseWO;

/** A node's settings to write to. */
public interface NodeSettingsWO extends ConfigBaseWO {

    /** New nested settings under the key. */
    NodeSettingsWO addNodeSettings(String key);
}
