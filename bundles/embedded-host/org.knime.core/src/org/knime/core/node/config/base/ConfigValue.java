// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.Objects;

/** A value in a settings tree. */
final class ConfigValue extends AbstractConfigEntry {

    private final Object value;

    ConfigValue(final String key, final ConfigEntries type, final Object value) {
        super(key, type);
        this.value = value;
    }

    Object value() {
        return value;
    }

    /** @throws IllegalArgumentException when the text is no value of that kind */
    static ConfigValue parse(final String key, final ConfigEntries type, final String text) {
        Object parsed = switch (type) {
            case xstring, xtransientstring, xpassword -> text;
            case xint -> Integer.valueOf(text);
            case xlong -> Long.valueOf(text);
            case xshort -> Short.valueOf(text);
            case xbyte -> Byte.valueOf(text);
            case xdouble -> Double.valueOf(text);
            case xfloat -> Float.valueOf(text);
            case xboolean -> parseBoolean(text);
            case xchar -> text.charAt(0);
            case config -> throw new IllegalArgumentException("a nested config is no value");
        };
        return new ConfigValue(key, type, parsed);
    }

    private static Boolean parseBoolean(final String text) {
        if (!"true".equals(text) && !"false".equals(text)) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

    @Override
    public String toStringValue() {
        return value == null ? null : value.toString();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof ConfigValue v && getKey().equals(v.getKey()) && getType() == v.getType()
            && Objects.equals(value, v.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(getKey(), getType(), value);
    }
}
