// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** An entry of a settings tree: a value or a nested tree. */
public abstract class AbstractConfigEntry {

    private final String key;
    private final ConfigEntries type;

    AbstractConfigEntry(final String key, final ConfigEntries type) {
        this.key = key;
        this.type = type;
    }

    /** The key of the entry in its tree. */
    public final String getKey() {
        return key;
    }

    /** The kind of the entry. */
    public final ConfigEntries getType() {
        return type;
    }

    /** The value as text, or null. */
    public abstract String toStringValue();

    @Override
    public String toString() {
        return key + "=" + toStringValue();
    }
}
