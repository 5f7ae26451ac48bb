// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.util.UUID;

/** Identifies a file store: whose it is, its number there, and its name. */
public final class FileStoreKey {

    private final UUID owner;
    private final int index;
    private final String name;

    FileStoreKey(final UUID owner, final int index, final String name) {
        this.owner = owner;
        this.index = index;
        this.name = name;
    }

    /** The execution that created it. */
    public UUID getStoreUUID() {
        return owner;
    }

    /** Its zero-based number in that execution. */
    public int getIndex() {
        return index;
    }

    /** The name given to it. */
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof FileStoreKey k && owner.equals(k.owner) && index == k.index && name.equals(k.name);
    }

    @Override
    public int hashCode() {
        return owner.hashCode() ^ index ^ name.hashCode();
    }

    @Override
    public String toString() {
        return owner + ": " + index + " (" + name + ")";
    }
}
