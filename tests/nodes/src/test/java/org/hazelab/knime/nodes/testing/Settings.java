// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;

/** Saved settings, addressed by their keys joined by "/". */
public final class Settings {

    private Settings() {
    }

    /** Overwrites a setting that is there, keeping its type. */
    static void put(final NodeSettings settings, final String path, final Object value)
        throws InvalidSettingsException {
        NodeSettings parent = parent(settings, path);
        String key = path.substring(path.lastIndexOf('/') + 1);
        AbstractConfigEntry entry = parent.getEntry(key);
        if (entry == null) {
            throw new IllegalArgumentException("There is no setting \"" + path + "\"");
        }
        if (value instanceof String[] texts) {
            parent.addStringArray(key, texts);
            return;
        }
        switch (entry.getType()) {
            case xint -> parent.addInt(key, (Integer)value);
            case xlong -> parent.addLong(key, ((Number)value).longValue());
            case xdouble -> parent.addDouble(key, ((Number)value).doubleValue());
            case xboolean -> parent.addBoolean(key, (Boolean)value);
            case xstring -> parent.addString(key, (String)value);
            default -> throw new IllegalArgumentException("\"" + path + "\" is saved as " + entry.getType());
        }
    }

    private static NodeSettings parent(final NodeSettings settings, final String path) throws InvalidSettingsException {
        NodeSettings parent = settings;
        String[] keys = path.split("/");
        for (int i = 0; i < keys.length - 1; i++) {
            parent = parent.getNodeSettings(keys[i]);
        }
        return parent;
    }

    /** The entry at a path. */
    public static AbstractConfigEntry entry(final NodeSettings settings, final String path)
        throws InvalidSettingsException {
        return parent(settings, path).getEntry(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Writes into the tree of controlled settings that a variable controls one, as KNIME saves it. */
    static void control(final NodeSettings tree, final String path, final String variable) {
        NodeSettings branch = tree;
        for (String key : path.split("/")) {
            branch = branch.containsKey(key) ? (NodeSettings)branch.getEntry(key)
                : (NodeSettings)branch.addNodeSettings(key);
        }
        branch.addString("used_variable", variable);
        branch.addString("exposed_variable", null);
    }

    /** The paths of all values, in order; an array counts as one. */
    public static List<String> leaves(final NodeSettings settings) {
        List<String> found = new ArrayList<>();
        collect(settings, "", found);
        return found;
    }

    private static void collect(final ConfigBase settings, final String path, final List<String> found) {
        for (String key : settings) {
            if (settings.getEntry(key) instanceof ConfigBase nested && !nested.containsKey("array-size")) {
                collect(nested, path + key + "/", found);
            } else {
                found.add(path + key);
            }
        }
    }

    /** What was saved before there were these settings or groups of settings. */
    public static NodeSettings without(final NodeSettings settings, final String... keys)
        throws IOException, InvalidSettingsException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        String text = xml.toString(StandardCharsets.UTF_8);
        for (String key : keys) {
            String name = "key=\"" + key + "\"";
            String fewer = text.replaceFirst("(?s) {4}<entry " + name + "[^>]*/>\\R", "")
                .replaceFirst("(?s)(?<=\\n) {4}<config " + name + ">.*?\\n {4}</config>\\R", "");
            if (fewer.equals(text)) {
                throw new IllegalArgumentException("There is no setting \"" + key + "\"");
            }
            text = fewer;
        }
        return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
