// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Reads a value. */
@FunctionalInterface
public interface ParametersLoader<T> {

    /** Reads the value from the settings that surround it. */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
