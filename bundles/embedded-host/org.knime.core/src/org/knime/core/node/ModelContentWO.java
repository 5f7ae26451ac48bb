// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.base.ConfigBaseWO;

/** A model's values to write to. */
public interface ModelContentWO extends ConfigBaseWO {

    /** New nested values under the key. */
    ModelContentWO addModelContent(String key);
}
