// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.renderer.DataValueRendererFactory;

/**
 * The type of a column: the value interfaces its cells implement, the preferred one first. Kept of KNIME's contract:
 * one type per cell class; equality and compatibility by the value interfaces; the type of missing cells fits every
 * column; two types without a common ancestor meet in a non-native type. Collections and adapters are left out.
 */
public final class DataType {

    private static final Map<Class<?>, DataType> TYPES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, UtilityFactory> UTILITIES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;
    private final List<Class<? extends DataValue>> valueClasses;

    private DataType(final Class<? extends DataCell> cellClass, final List<Class<? extends DataValue>> valueClasses) {
        this.cellClass = cellClass;
        this.valueClasses = List.copyOf(valueClasses);
    }

    /** The type of cells of the given class. */
    public static DataType getType(final Class<? extends DataCell> cell) {
        Objects.requireNonNull(cell, "Class must not be null.");
        DataType known = TYPES.get(cell);
        if (known == null) {
            Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
            addValueInterfaces(values, cell);
            known = TYPES.computeIfAbsent(cell, c -> new DataType(cell, new ArrayList<>(values)));
        }
        return known;
    }

    private static void addValueInterfaces(final Set<Class<? extends DataValue>> values, final Class<?> current) {
        for (Class<?> c : current.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(c)) {
                values.add(c.asSubclass(DataValue.class));
            }
            addValueInterfaces(values, c);
        }
        if (current.getSuperclass() != null) {
            addValueInterfaces(values, current.getSuperclass());
        }
    }

    /** The {@code UTILITY} of a value interface. */
    public static UtilityFactory getUtilityFor(final Class<? extends DataValue> value) {
        return UTILITIES.computeIfAbsent(value, v -> {
            try {
                Field field = v.getField("UTILITY");
                return field.get(null) instanceof UtilityFactory u ? u : DataValue.UTILITY;
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new IllegalStateException("Value class " + v.getName() + " has no public UTILITY field.", e);
            }
        });
    }

    /** The cell without a value and without a reason. */
    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** The most special type that both types fit. */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1.isMissingValueType() || type2.isASuperTypeOf(type1)) {
            return type2;
        }
        if (type1.isASuperTypeOf(type2)) {
            return type1;
        }
        List<Class<? extends DataValue>> common = new ArrayList<>(type1.valueClasses);
        common.retainAll(type2.valueClasses);
        return new DataType(null, common);
    }

    /** The cell class, or null for a non-native type. */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** Every value interface, the preferred one first. */
    public List<Class<? extends DataValue>> getValueClasses() {
        return valueClasses;
    }

    /** The first value interface. */
    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.get(0);
    }

    /** Whether every cell of this type can be cast to the value; always true for the type of missing cells. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return valueClasses.stream().anyMatch(c -> c == MissingValue.class || valueClass.isAssignableFrom(c));
    }

    /** Whether cells of the given type may stand in a column of this type. */
    public boolean isASuperTypeOf(final DataType type) {
        return type == this || type.isMissingValueType() || valueClasses.stream().allMatch(type::isCompatible);
    }

    /** Whether this is the type of missing cells. */
    public boolean isMissingValueType() {
        return valueClasses.contains(MissingValue.class);
    }

    /** The name people read. */
    public String getName() {
        if (cellClass == null) {
            return "?";
        }
        UtilityFactory utility = getUtilityFor(getPreferredValueClass());
        return utility instanceof ExtensibleUtilityFactory e ? e.getName() : cellClass.getSimpleName();
    }

    /** The renderers of every value interface, defaults first. */
    public Collection<DataValueRendererFactory> getRendererFactories() {
        Map<String, DataValueRendererFactory> found = new LinkedHashMap<>();
        for (Class<? extends DataValue> value : valueClasses) {
            if (getUtilityFor(value) instanceof ExtensibleUtilityFactory utility) {
                DataValueRendererFactory first = utility.getDefaultRenderer();
                if (first != null) {
                    found.put(first.getId(), first);
                }
                utility.getAvailableRenderers().forEach(r -> found.put(r.getId(), r));
            }
        }
        return Collections.unmodifiableCollection(found.values());
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataType t && getPreferredValueClass() == t.getPreferredValueClass()
            && Set.copyOf(valueClasses).equals(Set.copyOf(t.valueClasses));
    }

    @Override
    public int hashCode() {
        return Set.copyOf(valueClasses).hashCode();
    }

    @Override
    public String toString() {
        return cellClass == null ? "Non-Native " + valueClasses : getName();
    }
}
