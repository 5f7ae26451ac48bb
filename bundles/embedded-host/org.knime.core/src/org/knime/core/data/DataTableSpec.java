// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Arrays;
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
        this(DEFAULT_NAME);
    }

    /** A name, and no columns. */
    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
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

    /** Columns by name and type. */
    public DataTableSpec(final String[] names, final DataType[] types) {
        this(DEFAULT_NAME, names, types);
    }

    /** A name, and columns by name and type. */
    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    /** The columns of one spec, then those of the other. */
    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(spec1.name.equals(DEFAULT_NAME) ? spec2.name : spec1.name, spec1, spec2);
    }

    /** A name, and the columns of two specs. */
    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, Stream.concat(spec1.stream(), spec2.stream()).toArray(DataColumnSpec[]::new));
    }

    /** Column specs by name and type. */
    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException("Parameter arrays names and types must have the same length (names: "
                + names.length + ", types: " + types.length + ").");
        }
        DataColumnSpec[] specs = new DataColumnSpec[names.length];
        Arrays.setAll(specs, i -> new DataColumnSpecCreator(names[i], types[i]).createSpec());
        return specs;
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

    /** Whether a column holds the value. */
    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return valueClass != null && stream().anyMatch(c -> c.getType().isCompatible(valueClass));
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
