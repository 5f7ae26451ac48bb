// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.Objects;

/** A named value that travels beside the data and can control settings. */
public final class FlowVariable {

    private final String name;
    private final Object value;

    FlowVariable(final String name, final Object value) {
        this.name = Objects.requireNonNull(name);
        this.value = Objects.requireNonNull(value);
    }

    Object value() {
        return value;
    }

    /** The name. */
    public String getName() {
        return name;
    }

    /** The value as text. */
    public String getValueAsString() {
        return value instanceof String[] array ? String.join(", ", array) : value.toString();
    }

    @Override
    public String toString() {
        return "\"" + name + "\" (" + getValueAsString() + ")";
    }
}
