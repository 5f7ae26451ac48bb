// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    private interface Getter<T> {
        T get(ConfigBaseRO config, String key) throws InvalidSettingsException;
    }

    private interface Setter {
        void set(ConfigBase config, String key, Object value);
    }

    /** Stores an entry. */
    protected void put(final AbstractConfigEntry e) {
        entries.put(e.getKey(), e);
    }

    /** The entry under the key, or null. */
    public AbstractConfigEntry getEntry(final String key) {
        return entries.get(key);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
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

    /** Nests a tree under its own name. */
    protected final void addConfigBase(final ConfigBase config) {
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (entries.get(key) instanceof ConfigBase nested) {
            return nested;
        }
        throw new InvalidSettingsException("ConfigBase for key \"" + key + "\" not found.");
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        for (AbstractConfigEntry entry : entries.values()) {
            if (entry instanceof ConfigBase nested) {
                nested.copyTo(dest.addConfigBase(nested.getKey()));
            } else {
                ((ConfigBase)dest).put(entry); // every implementation is one
            }
        }
    }

    @Override
    public final void saveToXML(final OutputStream os) throws IOException {
        XmlConfig.write(this, os);
    }

    /** Reads entries from KNIME's XML dialect into the tree. */
    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        XmlConfig.read(config, in);
        return config;
    }

    private <T> T value(final String key, final ConfigEntries type, final String name, final Class<T> kind)
        throws InvalidSettingsException {
        if (entries.get(key) instanceof ConfigValue v && v.getType() == type) {
            return kind.cast(v.value());
        }
        throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
    }

    private <T> T valueOr(final String key, final ConfigEntries type, final Class<T> kind, final T def) {
        return entries.get(key) instanceof ConfigValue v && v.getType() == type ? kind.cast(v.value()) : def;
    }

    private Object array(final String key, final Class<?> element, final Getter<?> getter)
        throws InvalidSettingsException {
        ConfigBase nested = getConfigBase(key);
        int size = nested.getInt(ARRAY_SIZE, -1);
        if (size < 0) {
            return null;
        }
        Object result = Array.newInstance(element, size);
        for (int i = 0; i < size; i++) {
            Array.set(result, i, getter.get(nested, Integer.toString(i)));
        }
        return result;
    }

    private Object arrayOr(final String key, final Class<?> element, final Getter<?> getter, final Object def) {
        try {
            return array(key, element, getter);
        } catch (InvalidSettingsException e) {
            return def; // the contract: no array, or a broken one, gives the default
        }
    }

    private void addArray(final String key, final Object values, final Setter setter) {
        ConfigBase nested = addConfigBase(key);
        if (values != null) {
            nested.addInt(ARRAY_SIZE, Array.getLength(values));
            for (int i = 0; i < Array.getLength(values); i++) {
                setter.set(nested, Integer.toString(i), Array.get(values, i));
            }
        }
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xstring, "String", String.class);
    }

    @Override
    public String getString(final String key, final String def) {
        return valueOr(key, ConfigEntries.xstring, String.class, def);
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return (String[])array(key, String.class, ConfigBaseRO::getString);
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        return (String[])arrayOr(key, String.class, ConfigBaseRO::getString, def);
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigValue(key, ConfigEntries.xstring, value));
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        addArray(key, values, (c, k, v) -> c.addString(k, (String)v));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xboolean, "Boolean", Boolean.class);
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return valueOr(key, ConfigEntries.xboolean, Boolean.class, def);
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return (boolean[])array(key, boolean.class, ConfigBaseRO::getBoolean);
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigValue(key, ConfigEntries.xboolean, value));
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        addArray(key, values, (c, k, v) -> c.addBoolean(k, (boolean)v));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xint, "Int", Integer.class);
    }

    @Override
    public int getInt(final String key, final int def) {
        return valueOr(key, ConfigEntries.xint, Integer.class, def);
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return (int[])array(key, int.class, ConfigBaseRO::getInt);
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigValue(key, ConfigEntries.xint, value));
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        addArray(key, values, (c, k, v) -> c.addInt(k, (int)v));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xlong, "Long", Long.class);
    }

    @Override
    public long getLong(final String key, final long def) {
        return valueOr(key, ConfigEntries.xlong, Long.class, def);
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return (long[])array(key, long.class, ConfigBaseRO::getLong);
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigValue(key, ConfigEntries.xlong, value));
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        addArray(key, values, (c, k, v) -> c.addLong(k, (long)v));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xdouble, "Double", Double.class);
    }

    @Override
    public double getDouble(final String key, final double def) {
        return valueOr(key, ConfigEntries.xdouble, Double.class, def);
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return (double[])array(key, double.class, ConfigBaseRO::getDouble);
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigValue(key, ConfigEntries.xdouble, value));
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        addArray(key, values, (c, k, v) -> c.addDouble(k, (double)v));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xfloat, "Float", Float.class);
    }

    @Override
    public float getFloat(final String key, final float def) {
        return valueOr(key, ConfigEntries.xfloat, Float.class, def);
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        return (float[])array(key, float.class, ConfigBaseRO::getFloat);
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigValue(key, ConfigEntries.xfloat, value));
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        addArray(key, values, (c, k, v) -> c.addFloat(k, (float)v));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xbyte, "Byte", Byte.class);
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return valueOr(key, ConfigEntries.xbyte, Byte.class, def);
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigValue(key, ConfigEntries.xbyte, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return value(key, ConfigEntries.xchar, "Char", Character.class);
    }

    @Override
    public char getChar(final String key, final char def) {
        return valueOr(key, ConfigEntries.xchar, Character.class, def);
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigValue(key, ConfigEntries.xchar, value));
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
