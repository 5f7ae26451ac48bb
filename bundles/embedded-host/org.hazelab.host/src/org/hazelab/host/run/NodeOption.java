// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** A setting given on the command line: the number of the node, the keys joined by "/", the value, its type. */
public record NodeOption(int node, String name, String value, String type) {

    private static final Set<String> TYPES =
        Set.of("int", "long", "boolean", "float", "double", "String");

    /** Whether the type is one that can be given. */
    public boolean hasKnownType() {
        return TYPES.contains(type);
    }

    /**
     * Stores the value.
     *
     * @throws InvalidSettingsException when there is no such setting, or the text is no value of the type
     */
    void store(final NodeSettings model) throws InvalidSettingsException {
        String[] keys = name.split("/");
        NodeSettings settings = model;
        for (int i = 0; i < keys.length - 1; i++) {
            settings = settings.getNodeSettings(keys[i]);
        }
        String key = keys[keys.length - 1];
        if (!settings.containsKey(key)) {
            throw new InvalidSettingsException("there is no setting \"" + name + "\"");
        }
        try {
            switch (type) {
                case "int" -> settings.addInt(key, Integer.parseInt(value));
                case "long" -> settings.addLong(key, Long.parseLong(value));
                case "boolean" -> settings.addBoolean(key, Boolean.parseBoolean(value));
                case "float", "double" -> settings.addDouble(key, Double.parseDouble(value));
                default -> settings.addString(key, value);
            }
        } catch (NumberFormatException e) {
            throw new InvalidSettingsException("\"" + value + "\" is no " + type, e);
        }
    }
}
