// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node: a class with a constructor without arguments whose non-private fields are stored under
 * their names. A second constructor may take a {@link NodeParametersInput} to choose defaults that fit the inputs.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /** @throws InvalidSettingsException when the values do not fit each other; called when they are loaded */
    default void validate() throws InvalidSettingsException {
        // every value is fine unless overridden
    }
}
