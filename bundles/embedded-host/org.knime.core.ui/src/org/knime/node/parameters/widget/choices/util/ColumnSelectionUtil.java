// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds columns, in the order of the table; none where the input is not there. Only what 5.8 and 5.11 both have. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    private static Predicate<DataColumnSpec> fits(final Collection<Class<? extends DataValue>> valueClasses) {
        return column -> valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }

    private static List<DataColumnSpec> find(final DataTableSpec spec,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return spec == null ? List.of() : spec.stream().filter(fits(valueClasses)).toList();
    }

    /** All columns of an input. */
    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput context, final int portIndex) {
        return getFilteredColumns(context, portIndex, column -> true);
    }

    /** All columns of the first input. */
    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput context) {
        return getAllColumns(context, 0);
    }

    /** The first column of an input. */
    public static Optional<DataColumnSpec> getFirstColumn(final NodeParametersInput context, final int portIndex) {
        return getAllColumns(context, portIndex).stream().findFirst();
    }

    /** The first column of the first input. */
    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(final NodeParametersInput context) {
        return getFirstColumn(context, 0);
    }

    /** The columns of an input that pass. */
    public static List<DataColumnSpec> getFilteredColumns(final NodeParametersInput context, final int portIndex,
        final Predicate<DataColumnSpec> filter) {
        return context.getInTableSpec(portIndex).stream().flatMap(DataTableSpec::stream).filter(filter).toList();
    }

    /** The columns of an input with one of the values. */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput context, final int portIndex,
        final Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(context, portIndex, fits(Arrays.asList(valueClasses)));
    }

    /** The columns of the first input with one of the values. */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput context,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(context, 0, valueClasses);
    }

    /** The columns of a table with one of the values. */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return find(spec, Arrays.asList(valueClasses));
    }

    /** The columns of a table with one of the values. */
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return find(spec, valueClasses);
    }

    /** The first column of a table with one of the values. */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return find(spec, Arrays.asList(valueClasses)).stream().findFirst();
    }

    /** The first column of a table with one of the values. */
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final List<Class<? extends DataValue>> valueClasses) {
        return find(spec, valueClasses).stream().findFirst();
    }

    /** The columns of an input with text. */
    public static List<DataColumnSpec> getStringColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, StringValue.class);
    }

    /** The columns of the first input with text. */
    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput context) {
        return getStringColumns(context, 0);
    }

    /** The columns of a table with text. */
    public static List<DataColumnSpec> getStringColumns(final DataTableSpec inSpec) {
        return find(inSpec, List.of(StringValue.class));
    }

    /** The first column of a table with text. */
    public static Optional<DataColumnSpec> getFirstStringColumn(final DataTableSpec inSpec) {
        return getStringColumns(inSpec).stream().findFirst();
    }

    /** The columns of an input with numbers. */
    public static List<DataColumnSpec> getDoubleColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, DoubleValue.class);
    }

    /** The columns of the first input with numbers. */
    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput context) {
        return getDoubleColumns(context, 0);
    }

    /** The columns of a table with numbers. */
    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec inSpec) {
        return find(inSpec, List.of(DoubleValue.class));
    }

    /** The first column of a table with numbers. */
    public static Optional<DataColumnSpec> getFirstDoubleColumn(final DataTableSpec inSpec) {
        return getDoubleColumns(inSpec).stream().findFirst();
    }
}
