// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.Objects;

/** A named value that travels beside the data and can control settings. */
public final class FlowVariable {

    /** The kinds of values. */
    public enum Type {
        /** A number. */
        DOUBLE,
        /** A whole number. */
        INTEGER,
        /** Text. */
        STRING,
        /** A name and a password. */
        CREDENTIALS,
        /** Anything else: truth values, long numbers, arrays. */
        OTHER
    }

    private final String name;
    private final Object value;

    private FlowVariable(final String name, final Object value) {
        this.name = Objects.requireNonNull(name);
        this.value = Objects.requireNonNull(value);
    }

    /** A number. */
    public FlowVariable(final String name, final double value) {
        this(name, (Object)value);
    }

    /** A whole number. */
    public FlowVariable(final String name, final int value) {
        this(name, (Object)value);
    }

    /** Text. */
    public FlowVariable(final String name, final String value) {
        this(name, (Object)value);
    }

    static FlowVariable of(final String name, final Object value) {
        return new FlowVariable(name, value);
    }

    Object value() {
        return value;
    }

    /** The name. */
    public String getName() {
        return name;
    }

    /** The kind of value. */
    public Type getType() {
        if (value instanceof Integer) {
            return Type.INTEGER;
        }
        if (value instanceof Double) {
            return Type.DOUBLE;
        }
        return value instanceof String ? Type.STRING : Type.OTHER;
    }

    /** The whole number, 0 where it is none. */
    public int getIntValue() {
        return value instanceof Integer i ? i : 0;
    }

    /** The number, NaN where it is none. */
    public double getDoubleValue() {
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /** The text, null where it is none. */
    public String getStringValue() {
        return value instanceof String s ? s : null;
    }

    /** The value as text. */
    public String getValueAsString() {
        return value instanceof String[] array ? String.join(", ", array) : value.toString();
    }

    @Override
    public String toString() {
        return "\"" + name + "\" (" + getType() + ": " + getValueAsString() + ")";
    }
}
