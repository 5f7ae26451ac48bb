// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** A settings tree to write to. A key that is there already gets the new value. */
public interface ConfigBaseWO {

    /** A new nested tree under the key. */
    ConfigBase addConfigBase(String key);

    /** Stores text, possibly null. */
    void addString(String key, String value);

    /** Stores an array, possibly null. */
    void addStringArray(String key, String... values);

    /** Stores a boolean. */
    void addBoolean(String key, boolean value);

    /** Stores an int. */
    void addInt(String key, int value);

    /** Stores a long. */
    void addLong(String key, long value);

    /** Stores a double. */
    void addDouble(String key, double value);
}
