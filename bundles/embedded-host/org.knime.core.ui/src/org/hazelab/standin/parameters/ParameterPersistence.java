// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Makes, stores and reads parameters as KNIME does: a value under the name of its field, a group as nested settings, an
 * array of groups as nested settings "0", "1", ...; every key must be there unless a migration says what to do without.
 */
public final class ParameterPersistence {

    private ParameterPersistence() {
    }

    /** Parameters with their defaults. */
    public static <P extends NodeParameters> P create(final Class<P> type) {
        return Fields.create(type);
    }

    /** Parameters with defaults that fit the inputs, where the class has a constructor for that. */
    public static <P extends NodeParameters> P create(final Class<P> type, final NodeParametersInput input) {
        try {
            return Fields.create(type.getDeclaredConstructor(NodeParametersInput.class), input);
        } catch (NoSuchMethodException e) {
            return Fields.create(type); // the constructor is the class's choice
        }
    }

    /** Stores parameters. */
    public static void save(final NodeParameters parameters, final NodeSettingsWO settings) {
        saveGroup(parameters, settings);
    }

    /** Reads parameters; does not validate them. */
    public static <P extends NodeParameters> P load(final Class<P> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        return type.cast(loadGroup(type, settings));
    }

    private static void saveGroup(final Object group, final NodeSettingsWO settings) {
        Persistor own = group.getClass().getAnnotation(Persistor.class);
        if (own != null) {
            saveWith(own, group, settings);
            return;
        }
        for (Field field : Fields.of(group.getClass())) {
            saveField(field, Fields.get(field, group), settings);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void saveWith(final Persistor persistor, final Object value, final NodeSettingsWO settings) {
        NodeParametersPersistor custom = Fields.create(persistor.value());
        custom.save(value, settings);
    }

    private static void saveField(final Field field, final Object value, final NodeSettingsWO settings) {
        String key = Fields.key(field);
        if (field.isAnnotationPresent(Persistor.class)) {
            saveWith(field.getAnnotation(Persistor.class), value, settings);
        } else if (Fields.isGroup(field.getType())) {
            saveGroup(value, settings.addNodeSettings(key));
        } else if (Fields.groupElements(field).isPresent()) {
            NodeSettingsWO nested = settings.addNodeSettings(key);
            int index = 0;
            for (Object element : value instanceof Collection<?> c ? c : Arrays.asList((Object[])value)) {
                saveGroup(element, nested.addNodeSettings(Integer.toString(index++)));
            }
        } else {
            LeafStore.save(Fields.valueType(field), Fields.isOptional(field), value, settings, key);
        }
    }

    private static Object loadGroup(final Class<?> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        Optional<Object> migrated =
            migrated(type.getAnnotation(Migration.class), settings, new String[][] {new String[0]});
        if (migrated.isPresent()) {
            return migrated.get();
        }
        if (type.isAnnotationPresent(Persistor.class)) {
            return Fields.create(type.getAnnotation(Persistor.class).value()).load(settings);
        }
        Object group = Fields.create(type);
        for (Field field : Fields.of(type)) {
            if (mayBeAbsent(field, type) && !isThere(field, settings)) {
                continue; // keeps its default
            }
            Optional<Object> old = migrated(field.getAnnotation(Migration.class), settings, paths(field));
            Fields.set(field, group, old.isPresent() ? old.get() : loadField(field, settings));
        }
        return group;
    }

    private static boolean mayBeAbsent(final Field field, final Class<?> owner) {
        Migrate migrate = field.getAnnotation(Migrate.class);
        return migrate != null && migrate.loadDefaultIfAbsent()
            || owner.isAnnotationPresent(LoadDefaultsForAbsentFields.class)
                && !field.isAnnotationPresent(Migration.class) && paths(field).length > 0;
    }

    private static String[][] paths(final Field field) {
        Persistor persistor = field.getAnnotation(Persistor.class);
        return persistor == null ? new String[][] {{Fields.key(field)}}
            : Fields.create(persistor.value()).getConfigPaths();
    }

    private static boolean isThere(final Field field, final NodeSettingsRO settings) {
        return Arrays.stream(paths(field)).anyMatch(path -> contains(settings, path));
    }

    private static boolean contains(final NodeSettingsRO settings, final String... path) {
        NodeSettingsRO current = settings;
        try {
            for (int i = 0; i < path.length - 1; i++) {
                current = current.getNodeSettings(path[i]);
            }
        } catch (InvalidSettingsException e) {
            return false; // an outer key is missing, so the inner one is, too
        }
        return path.length == 0 || current.containsKey(path[path.length - 1]);
    }

    @SuppressWarnings("unchecked")
    private static Optional<Object> migrated(final Migration migration, final NodeSettingsRO settings,
        final String[][] newPaths) throws InvalidSettingsException {
        if (migration == null) {
            return Optional.empty();
        }
        List<ConfigMigration<Object>> ways = Fields.create(migration.value()).getConfigMigrations();
        for (ConfigMigration<Object> way : ways) {
            boolean fits = way.getMatcher() == null
                ? Arrays.stream(newPaths).noneMatch(path -> contains(settings, path)) : way.getMatcher().test(settings);
            if (fits) {
                return Optional.of(way.getLoader().load(settings));
            }
        }
        return Optional.empty();
    }

    private static Object loadField(final Field field, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        String key = Fields.key(field);
        if (field.isAnnotationPresent(Persistor.class)) {
            return Fields.create(field.getAnnotation(Persistor.class).value()).load(settings);
        }
        if (Fields.isGroup(field.getType())) {
            return loadGroup(field.getType(), settings.getNodeSettings(key));
        }
        Optional<Class<?>> elements = Fields.groupElements(field);
        if (elements.isPresent()) {
            return loadElements(field, elements.get(), settings.getNodeSettings(key));
        }
        return LeafStore.load(Fields.valueType(field), Fields.isOptional(field), settings, key);
    }

    private static Object loadElements(final Field field, final Class<?> element, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        List<Object> loaded = new ArrayList<>();
        while (settings.containsKey(Integer.toString(loaded.size()))) {
            loaded.add(loadGroup(element, settings.getNodeSettings(Integer.toString(loaded.size()))));
        }
        if (!field.getType().isArray()) {
            return loaded;
        }
        return loaded.toArray((Object[])Array.newInstance(element, loaded.size()));
    }
}
