// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.base.ConfigBaseRO;

/** A model's values to read from. */
public interface ModelContentRO extends ConfigBaseRO {

    /** The nested values under the key. */
    ModelContentRO getModelContent(String key) throws InvalidSettingsException;
}
