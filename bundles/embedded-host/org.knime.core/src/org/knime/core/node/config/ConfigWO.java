// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import org.knime.core.node.config.base.ConfigBaseWO;

/** A settings tree to write to. */
public interface ConfigWO extends ConfigBaseWO {

    /** A new nested tree under the key. */
    Config addConfig(String key);
}
