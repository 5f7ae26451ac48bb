// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.renderer.DataValueRendererFactory;

/**
 * The type of a column: the value interfaces its cells implement, the preferred one first. Kept of KNIME's contract:
 * one type per cell class; equality and compatibility by the value interfaces; the type of missing cells fits every
 * column. Collections, adapters and types without a cell class are left out.
 */
public final class DataType {

    private static final Map<Class<?>, DataType> TYPES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;
    private final Set<Class<? extends DataValue>> valueClasses = new LinkedHashSet<>();

    private DataType(final Class<? extends DataCell> cellClass) {
        this.cellClass = cellClass;
        addValueInterfaces(cellClass);
    }

    /** The type of cells of the given class. */
    public static DataType getType(final Class<? extends DataCell> cell) {
        Objects.requireNonNull(cell, "Class must not be null.");
        return TYPES.computeIfAbsent(cell, c -> new DataType(cell));
    }

    private void addValueInterfaces(final Class<?> current) {
        for (Class<?> c : current.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(c)) {
                valueClasses.add(c.asSubclass(DataValue.class));
            }
            addValueInterfaces(c);
        }
        if (current.getSuperclass() != null) {
            addValueInterfaces(current.getSuperclass());
        }
    }

    /** The cell without a value and without a reason. */
    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** The cell class. */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** The first value interface. */
    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.iterator().next();
    }

    /** Whether every cell of this type can be cast to the value; always true for the type of missing cells. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return valueClasses.stream().anyMatch(c -> c == MissingValue.class || valueClass.isAssignableFrom(c));
    }

    /** Whether cells of the given type may stand in a column of this type. */
    public boolean isASuperTypeOf(final DataType type) {
        return equals(type) || valueClasses.stream().allMatch(type::isCompatible);
    }

    /** The name people read. */
    public String getName() {
        try {
            Object utility = getPreferredValueClass().getField("UTILITY").get(null);
            return utility instanceof ExtensibleUtilityFactory named ? named.getName() : cellClass.getSimpleName();
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new IllegalStateException(getPreferredValueClass().getName() + " has no public UTILITY field.", e);
        }
    }

    /** The renderers of every value interface, defaults first. */
    public Collection<DataValueRendererFactory> getRendererFactories() {
        return valueClasses.stream().flatMap(value -> RendererExtensions.forValue(value.getName()).stream()).toList();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataType t && getPreferredValueClass() == t.getPreferredValueClass()
            && valueClasses.equals(t.valueClasses);
    }

    @Override
    public int hashCode() {
        return valueClasses.hashCode();
    }

    @Override
    public String toString() {
        return getName();
    }
}
