// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import org.knime.core.node.InvalidSettingsException;

/**
 * A settings tree to read from. Kept of KNIME's contract: a getter without a default throws when there is no entry of
 * exactly that type under the key. Getters of other types are left out.
 */
public interface ConfigBaseRO extends Iterable<String> {

    /** Whether there is an entry of any type. */
    boolean containsKey(String key);

    /** The text under the key, possibly null. */
    String getString(String key) throws InvalidSettingsException;

    /** The array under the key, null where null was stored. */
    String[] getStringArray(String key) throws InvalidSettingsException;

    /** The boolean under the key. */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /** The boolean under the key, or the default. */
    boolean getBoolean(String key, boolean def);

    /** The int under the key. */
    int getInt(String key) throws InvalidSettingsException;

    /** The long under the key. */
    long getLong(String key) throws InvalidSettingsException;

    /** The double under the key. */
    double getDouble(String key) throws InvalidSettingsException;
}
