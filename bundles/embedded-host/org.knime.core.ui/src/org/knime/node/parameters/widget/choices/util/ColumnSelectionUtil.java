// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds columns, in the order of the table; none where the input is not there. Only what 5.8 and 5.11 both have. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    /** The columns of an input with one of the values. */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput context, final int portIndex,
        final Class<? extends DataValue>... valueClasses) {
        return context.getInTableSpec(portIndex).stream().flatMap(DataTableSpec::stream)
            .filter(column -> Arrays.stream(valueClasses).anyMatch(column.getType()::isCompatible)).toList();
    }

    /** The columns of the first input with one of the values. */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput context,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(context, 0, valueClasses);
    }
}
