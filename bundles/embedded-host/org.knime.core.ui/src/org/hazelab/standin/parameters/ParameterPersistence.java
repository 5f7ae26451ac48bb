// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.reflect.Field;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.migration.Migrate;

/**
 * Makes, stores and reads parameters as KNIME does: a value under the name of its field, a group as nested settings;
 * every key must be there unless {@link Migrate} says what to do without. Persistors and other migrations of KNIME's
 * are left out.
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
        return loadGroup(type, settings);
    }

    private static void saveGroup(final Object group, final NodeSettingsWO settings) {
        for (Field field : Fields.of(group.getClass())) {
            String key = Fields.key(field);
            Object value = Fields.get(field, group);
            if (Fields.isGroup(field.getType())) {
                saveGroup(value, settings.addNodeSettings(key));
            } else {
                LeafStore.save(Fields.valueType(field), Fields.isOptional(field), value, settings, key);
            }
        }
    }

    private static <G> G loadGroup(final Class<G> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        G group = Fields.create(type);
        for (Field field : Fields.of(type)) {
            String key = Fields.key(field);
            Migrate migrate = field.getAnnotation(Migrate.class);
            if (migrate != null && migrate.loadDefaultIfAbsent() && !settings.containsKey(key)) {
                continue; // keeps its default
            }
            Fields.set(field, group, Fields.isGroup(field.getType())
                ? loadGroup(field.getType(), settings.getNodeSettings(key))
                : LeafStore.load(Fields.valueType(field), Fields.isOptional(field), settings, key));
        }
        return group;
    }
}
