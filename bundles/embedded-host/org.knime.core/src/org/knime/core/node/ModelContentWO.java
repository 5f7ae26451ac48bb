// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** A model's values to write to. */
public interface ModelContentWO extends ConfigWO {

    /** New nested values under the key. */
    ModelContentWO addModelContent(String key);

    /** Stores nested values under their own key. */
    void addModelContent(ModelContent modelContent);
}
