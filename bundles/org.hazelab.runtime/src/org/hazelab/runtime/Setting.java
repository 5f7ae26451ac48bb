// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

/**
 * A value and where it comes from.
 *
 * @param value the value
 * @param origin words for a sentence, such as {@code the environment variable HAZELAB_DEVICE} or {@code the default}
 */
public record Setting<T>(T value, String origin) {

    /** The origin of a value that is not set. */
    static final String DEFAULT = "the default";

    /** Whether it is not set. */
    public boolean isDefault() {
        return origin.equals(DEFAULT);
    }

    @Override
    public String toString() {
        return value + " (" + origin + ")";
    }
}
