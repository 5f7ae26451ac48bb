// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** A settings tree to write to. A key that is there already gets the new value. */
public interface ConfigBaseWO {

    /** The name of this tree. */
    String getKey();

    /** A new nested tree under the key. */
    ConfigBase addConfigBase(String key);

    /** Stores text, possibly null. */
    void addString(String key, String value);

    /** Stores an array, possibly null. */
    void addStringArray(String key, String... values);

    /** Stores a boolean. */
    void addBoolean(String key, boolean value);

    /** Stores an array, possibly null. */
    void addBooleanArray(String key, boolean... values);

    /** Stores a int. */
    void addInt(String key, int value);

    /** Stores an array, possibly null. */
    void addIntArray(String key, int... values);

    /** Stores a long. */
    void addLong(String key, long value);

    /** Stores an array, possibly null. */
    void addLongArray(String key, long... values);

    /** Stores a double. */
    void addDouble(String key, double value);

    /** Stores an array, possibly null. */
    void addDoubleArray(String key, double... values);

    /** Stores a float. */
    void addFloat(String key, float value);

    /** Stores an array, possibly null. */
    void addFloatArray(String key, float... values);

    /** Stores a byte. */
    void addByte(String key, byte value);

    /** Stores a char. */
    void addChar(String key, char value);
}
