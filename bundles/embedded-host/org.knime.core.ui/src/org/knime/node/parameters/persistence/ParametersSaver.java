// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/** Stores a value. */
@FunctionalInterface
public interface ParametersSaver<T> {

    /** Stores the value in the settings that surround it. */
    void save(T param, NodeSettingsWO nodeSettings);
}
