// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/**
 * A settings tree to read from. Kept of KNIME's contract: a getter without a default throws when there is no entry of
 * exactly that type under the key.
 */
public interface ConfigBaseRO extends Iterable<String> {

    /** The name of this tree. */
    String getKey();

    /** The keys in the order of storing. */
    Set<String> keySet();

    /** Whether there is an entry of any type. */
    boolean containsKey(String key);

    /** Copies every entry. */
    void copyTo(ConfigBaseWO dest);

    /** The nested tree under the key. */
    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    /** Writes the tree in KNIME's XML dialect. */
    void saveToXML(OutputStream os) throws IOException;

    /** The text under the key, possibly null. */
    String getString(String key) throws InvalidSettingsException;

    /** The text under the key, or the default where there is none. */
    String getString(String key, String def);

    /** The array under the key, null where null was stored. */
    String[] getStringArray(String key) throws InvalidSettingsException;

    /** The array under the key, or the default where there is none. */
    String[] getStringArray(String key, String... def);

    /** The boolean under the key. */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /** The boolean under the key, or the default where there is none. */
    boolean getBoolean(String key, boolean def);

    /** The array under the key, null where null was stored. */
    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    /** The int under the key. */
    int getInt(String key) throws InvalidSettingsException;

    /** The int under the key, or the default where there is none. */
    int getInt(String key, int def);

    /** The array under the key, null where null was stored. */
    int[] getIntArray(String key) throws InvalidSettingsException;

    /** The long under the key. */
    long getLong(String key) throws InvalidSettingsException;

    /** The long under the key, or the default where there is none. */
    long getLong(String key, long def);

    /** The array under the key, null where null was stored. */
    long[] getLongArray(String key) throws InvalidSettingsException;

    /** The double under the key. */
    double getDouble(String key) throws InvalidSettingsException;

    /** The double under the key, or the default where there is none. */
    double getDouble(String key, double def);

    /** The array under the key, null where null was stored. */
    double[] getDoubleArray(String key) throws InvalidSettingsException;

    /** The float under the key. */
    float getFloat(String key) throws InvalidSettingsException;

    /** The float under the key, or the default where there is none. */
    float getFloat(String key, float def);

    /** The array under the key, null where null was stored. */
    float[] getFloatArray(String key) throws InvalidSettingsException;

    /** The byte under the key. */
    byte getByte(String key) throws InvalidSettingsException;

    /** The byte under the key, or the default where there is none. */
    byte getByte(String key, byte def);

    /** The char under the key. */
    char getChar(String key) throws InvalidSettingsException;

    /** The char under the key, or the default where there is none. */
    char getChar(String key, char def);
}
