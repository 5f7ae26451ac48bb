// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;

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

    private static String[] names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Columns that come later are chosen. */
    public ColumnFilter withIncludeUnknownColumns() {
        manualFilter.includeUnknownColumns = true;
        return this;
    }

    private Predicate<DataColumnSpec> predicate() {
        if (mode == Mode.TYPE) {
            return typeFilter::chooses;
        }
        Predicate<String> byName = names();
        return column -> byName.test(column.getName());
    }

    /** The names of the columns that are chosen. */
    public String[] filter(final List<DataColumnSpec> choices) {
        return names(choices.stream().filter(predicate()).toList());
    }
}
