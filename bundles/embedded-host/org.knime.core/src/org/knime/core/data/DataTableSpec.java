// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.swing.JComponent;

import org.knime.core.node.port.PortObjectSpec;

/** The columns of a table, in order. Kept of KNIME's contract: column names are unique, a table has a name. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private final String name;
    private final List<DataColumnSpec> columns;
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /** No columns. */
    public DataTableSpec() {
        this(DEFAULT_NAME, new DataColumnSpec[0]);
    }

    /** The given columns. */
    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    /** @throws IllegalArgumentException when two columns have the same name */
    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this.name = name == null ? DEFAULT_NAME : name;
        this.columns = List.of(colSpecs);
        for (int i = 0; i < colSpecs.length; i++) {
            Integer other = positions.put(colSpecs[i].getName(), i);
            if (other != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + colSpecs[i].getName()
                    + "\" at positions " + other + " and " + i + ".");
            }
        }
    }

    /** The name, trimmed, or the name with " (#1)", " (#2)", ... where the spec has it already. */
    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        String base = columnName.trim();
        String candidate = base;
        for (int i = 1; spec.containsName(candidate); i++) {
            candidate = base + " (#" + i + ")";
        }
        return candidate;
    }

    /** The name of the table, "default" unless set. */
    public String getName() {
        return name;
    }

    /** The number of columns. */
    public int getNumColumns() {
        return columns.size();
    }

    /** The column at the zero-based index. */
    public DataColumnSpec getColumnSpec(final int index) {
        return columns.get(index);
    }

    /** The column of that name, or null. */
    public DataColumnSpec getColumnSpec(final String column) {
        int index = findColumnIndex(column);
        return index < 0 ? null : columns.get(index);
    }

    /** The zero-based index of the column of that name, or -1. */
    public int findColumnIndex(final String columnName) {
        return columnName == null ? -1 : positions.getOrDefault(columnName, -1);
    }

    /** Whether there is a column of that name. */
    public boolean containsName(final String columnName) {
        return findColumnIndex(columnName) >= 0;
    }

    /** The names, in order. */
    public final String[] getColumnNames() {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Whether names and types of all columns are equal. */
    public boolean equalStructure(final DataTableSpec spec) {
        return spec != null && columns.equals(spec.columns);
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    /** The columns in order. */
    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof DataTableSpec s && name.equals(s.name) && columns.equals(s.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return "name=" + name + ",columns=" + columns;
    }
}
