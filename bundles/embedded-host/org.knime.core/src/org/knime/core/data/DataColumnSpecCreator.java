// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes column specs. Kept of KNIME's contract: names are trimmed, an empty name becomes "&lt;empty_1&gt;" and so on.
 */
public final class DataColumnSpecCreator {

    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String name;
    private final DataType type;

    /** Starts with a name and a type. */
    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        this.type = Objects.requireNonNull(type, "Type of DataColumnSpec must not be null!");
    }

    /** Starts with the name and type of another column. */
    public DataColumnSpecCreator(final DataColumnSpec cspec) {
        this(cspec.getName(), cspec.getType());
    }

    /** Sets the name. */
    public void setName(final String name) {
        if (name == null) {
            throw new NullPointerException("Name of DataColumnSpec must not be null!");
        }
        String trimmed = name.trim();
        this.name = trimmed.isEmpty() ? "<empty_" + EMPTY_NAMES.incrementAndGet() + ">" : trimmed;
    }

    /** The column spec. */
    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, type);
    }
}
