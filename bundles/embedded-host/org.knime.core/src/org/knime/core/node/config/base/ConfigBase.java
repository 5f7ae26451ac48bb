// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;

/** A settings tree in memory. Kept of KNIME's contract: order of storing, exact types, arrays as nested trees. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final String ARRAY_SIZE = "array-size";

    private final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>();

    /** An empty tree of that name. */
    public ConfigBase(final String key) {
        super(key, ConfigEntries.config);
    }

    /** An empty tree of the same class, to be nested. */
    public abstract ConfigBase getInstance(String key);

    /** Stores an entry. */
    protected void put(final AbstractConfigEntry e) {
        entries.put(e.getKey(), e);
    }

    private void put(final String key, final ConfigEntries type, final Object value) {
        put(new ConfigValue(key, type, value));
    }

    /** The entry under the key, or null. */
    public AbstractConfigEntry getEntry(final String key) {
        return entries.get(key);
    }

    @Override
    public final Iterator<String> iterator() {
        return List.copyOf(entries.keySet()).iterator();
    }

    @Override
    public boolean containsKey(final String key) {
        return entries.containsKey(key);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        ConfigBase nested = getInstance(key);
        put(nested);
        return nested;
    }

    /** The nested tree under the key. */
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (entries.get(key) instanceof ConfigBase nested) {
            return nested;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    /** Copies every entry. */
    public void copyTo(final ConfigBaseWO dest) {
        for (AbstractConfigEntry entry : entries.values()) {
            if (entry instanceof ConfigBase nested) {
                nested.copyTo(dest.addConfigBase(nested.getKey()));
            } else {
                ((ConfigBase)dest).put(entry); // every implementation is one
            }
        }
    }

    /** Writes the tree in KNIME's XML dialect. */
    public final void saveToXML(final OutputStream os) throws IOException {
        XmlConfig.write(this, os);
    }

    /** Reads entries from KNIME's XML dialect into the tree. */
    protected static <T extends ConfigBase> T loadFromXML(final T config, final InputStream in) throws IOException {
        XmlConfig.read(config, in);
        return config;
    }

    private <T> T value(final String key, final ConfigEntries type, final Class<T> kind, final String name)
        throws InvalidSettingsException {
        if (entries.get(key) instanceof ConfigValue v && v.getType() == type) {
            return kind.cast(v.value());
        }
        throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
    }

    private <T> T valueOr(final String key, final ConfigEntries type, final Class<T> kind, final T def) {
        return entries.get(key) instanceof ConfigValue v && v.getType() == type ? kind.cast(v.value()) : def;
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xstring, String.class, "String");
    }

    /** The text under the key, or the default where there is none. */
    public String getString(final String key, final String def) {
        return valueOr(key, ConfigEntries.xstring, String.class, def);
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        ConfigBase nested = getConfigBase(key);
        int size = nested.getInt(ARRAY_SIZE, -1);
        if (size < 0) {
            return null;
        }
        String[] values = new String[size];
        for (int i = 0; i < size; i++) {
            values[i] = nested.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public void addString(final String key, final String value) {
        put(key, ConfigEntries.xstring, value);
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        ConfigBase nested = addConfigBase(key);
        if (values != null) {
            nested.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                nested.addString(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xboolean, Boolean.class, "Boolean");
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return valueOr(key, ConfigEntries.xboolean, Boolean.class, def);
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(key, ConfigEntries.xboolean, value);
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xint, Integer.class, "Int");
    }

    /** The int under the key, or the default where there is none. */
    public int getInt(final String key, final int def) {
        return valueOr(key, ConfigEntries.xint, Integer.class, def);
    }

    @Override
    public void addInt(final String key, final int value) {
        put(key, ConfigEntries.xint, value);
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xlong, Long.class, "Long");
    }

    @Override
    public void addLong(final String key, final long value) {
        put(key, ConfigEntries.xlong, value);
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xdouble, Double.class, "Double");
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(key, ConfigEntries.xdouble, value);
    }

    @Override
    public final String toStringValue() {
        return entries.values().toString();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof ConfigBase c && getKey().equals(c.getKey()) && entries.equals(c.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
