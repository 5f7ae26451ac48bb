// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * Chooses columns by hand, by a pattern or by type. Stored as in KNIME: {@code mode}, {@code patternFilter},
 * {@code manualFilter}, {@code typeFilter}.
 */
public final class ColumnFilter extends TypedStringFilter {

    ColumnTypeFilter typeFilter = new ColumnTypeFilter();

    /** No columns. */
    public ColumnFilter() {
        this(new String[0]);
    }

    /** The columns of these names. */
    public ColumnFilter(final String[] selected) {
        super(selected);
    }

    /** These columns. */
    public ColumnFilter(final List<DataColumnSpec> selectedColumns) {
        this(names(selectedColumns));
    }

    private static String[] names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Columns that come later are not chosen. */
    public ColumnFilter withExcludeUnknownColumns() {
        manualFilter.includeUnknownColumns = false;
        return this;
    }

    /** Columns that come later are chosen. */
    public ColumnFilter withIncludeUnknownColumns() {
        manualFilter.includeUnknownColumns = true;
        return this;
    }

    /** Whether a column is chosen. */
    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (mode == Mode.TYPE) {
            return typeFilter::chooses;
        }
        Predicate<String> byName = names();
        return column -> byName.test(column.getName());
    }

    /** The names of the columns that are chosen. */
    public String[] filter(final List<DataColumnSpec> choices) {
        return names(choices.stream().filter(getFilterPredicate()).toList());
    }

    /** The names of the columns of a table that are chosen. */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    /** The names chosen by hand that are not there. */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        return missing(names(choices));
    }

    /** The names chosen by hand that a table does not have. */
    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }
}
