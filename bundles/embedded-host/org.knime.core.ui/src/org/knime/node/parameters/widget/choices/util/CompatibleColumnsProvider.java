// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;

/** The columns of an input whose cells have one of some values. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final Collection<Class<? extends DataValue>> valueClasses;

    /** Columns with at least one of the values. */
    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        this.valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec col) {
        return valueClasses.stream().anyMatch(col.getType()::isCompatible);
    }
}
