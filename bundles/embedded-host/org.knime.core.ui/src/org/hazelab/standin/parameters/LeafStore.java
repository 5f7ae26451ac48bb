// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * Stores single values: numbers, truth values, text, enums, arrays of text, and the same in an {@link Optional}. Of a
 * {@link Void}, the place of a message, nothing is stored.
 */
final class LeafStore {

    private static final String IS_PRESENT = "_is_present";

    private interface Load {
        Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    private interface Save {
        void save(NodeSettingsWO settings, String key, Object value);
    }

    private record Kind(Load load, Save save, Object empty) {
    }

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
        Map.entry(int.class, new Kind(NodeSettingsRO::getInt, (s, k, v) -> s.addInt(k, (int)v), 0)),
        Map.entry(long.class, new Kind(NodeSettingsRO::getLong, (s, k, v) -> s.addLong(k, (long)v), 0L)),
        Map.entry(double.class, new Kind(NodeSettingsRO::getDouble, (s, k, v) -> s.addDouble(k, (double)v), 0.0)),
        Map.entry(boolean.class,
            new Kind(NodeSettingsRO::getBoolean, (s, k, v) -> s.addBoolean(k, (boolean)v), false)),
        Map.entry(Void.class, new Kind((s, k) -> null, (s, k, v) -> {
            // a message of the dialog: nothing to store
        }, null)),
        Map.entry(String.class, new Kind(NodeSettingsRO::getString, (s, k, v) -> s.addString(k, (String)v), null)),
        Map.entry(String[].class, new Kind(NodeSettingsRO::getStringArray,
            (s, k, v) -> s.addStringArray(k, (String[])v), new String[0])));

    private static final Map<Class<?>, Class<?>> PRIMITIVES = Map.of(Integer.class, int.class, Long.class, long.class,
        Double.class, double.class,
        Boolean.class, boolean.class);

    private LeafStore() {
    }

    static void save(final Class<?> type, final boolean optional, final Object value, final NodeSettingsWO settings,
        final String key) {
        Kind kind = kind(type);
        if (optional) {
            Optional<?> content = (Optional<?>)value;
            kind.save.save(settings, key, content.isPresent() ? content.get() : kind.empty);
            settings.addBoolean(key + IS_PRESENT, content.isPresent());
        } else {
            kind.save.save(settings, key, value);
        }
    }

    static Object load(final Class<?> type, final boolean optional, final NodeSettingsRO settings, final String key)
        throws InvalidSettingsException {
        if (optional) {
            boolean present = settings.getBoolean(key + IS_PRESENT, true);
            return present ? Optional.ofNullable(kind(type).load.load(settings, key)) : Optional.empty();
        }
        return kind(type).load.load(settings, key);
    }

    /** @throws IllegalArgumentException for a type that the host does not store, though KNIME may */
    private static Kind kind(final Class<?> type) {
        if (type.isEnum()) {
            return enumKind(type);
        }
        Kind kind = KINDS.get(PRIMITIVES.getOrDefault(type, type));
        if (kind == null) {
            throw new IllegalArgumentException("No default persistor available for type '" + type + "'.");
        }
        return kind;
    }

    private static Kind enumKind(final Class<?> type) {
        Enum<?>[] constants = (Enum<?>[])type.getEnumConstants();
        return new Kind((settings, key) -> {
            String name = settings.getString(key);
            for (Enum<?> constant : constants) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException("Invalid value '" + name + "'. Possible values: "
                + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")));
        }, (settings, key, value) -> settings.addString(key, value == null ? null : ((Enum<?>)value).name()), null);
    }
}
