// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import java.util.Locale;

import org.hazelab.host.HostException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.HostAccess;

/** Flow variables and settings: how one becomes the other. The rules are KNIME's. */
public final class Variables {

    private Variables() {
    }

    static FlowVariable load(final NodeSettings stored) throws InvalidSettingsException, HostException {
        String name = stored.getString("name");
        String kind = stored.getString("class");
        Object value = switch (String.valueOf(kind)) {
            case "STRING" -> stored.getString("value") == null ? "" : stored.getString("value");
            case "INTEGER" -> stored.getInt("value");
            case "DOUBLE" -> stored.getDouble("value");
            case "BOOLEAN" -> stored.getBoolean("value");
            case "LONG" -> stored.getLong("value");
            case "STRINGARRAY" -> stored.getStringArray("value");
            default -> throw Problems.load("The workflow variable \"" + name + "\" has the type " + kind
                + ", which this host does not know: this workflow needs KNIME itself.");
        };
        return HostAccess.newVariable(name, value);
    }

    /** The kind of value, as KNIME names it. */
    public static String kindOf(final FlowVariable variable) {
        Object value = HostAccess.valueOf(variable);
        return value instanceof String[] ? "STRINGARRAY"
            : value instanceof Integer ? "INTEGER" : value.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /**
     * Puts the value of a variable in the place of a setting.
     *
     * @return whether the variable fits the setting
     */
    static boolean overwrite(final NodeSettings settings, final String key, final FlowVariable variable) {
        AbstractConfigEntry entry = settings.getEntry(key);
        Object value = HostAccess.valueOf(variable);
        if (entry instanceof ConfigBase array) {
            return overwriteArray(settings, key, array, value);
        }
        return overwriteSingle(settings, key, entry.getType(), value);
    }

    private static boolean overwriteSingle(final NodeSettings settings, final String key, final ConfigEntries type,
        final Object value) {
        boolean whole = value instanceof Integer;
        boolean number = value instanceof Number;
        if (type == ConfigEntries.xstring && !(value instanceof String[])) {
            settings.addString(key, value.toString());
        } else if (type == ConfigEntries.xint && whole) {
            settings.addInt(key, (Integer)value);
        } else if (type == ConfigEntries.xlong && (whole || value instanceof Long)) {
            settings.addLong(key, ((Number)value).longValue());
        } else if (type == ConfigEntries.xdouble && number) {
            settings.addDouble(key, ((Number)value).doubleValue());
        } else if (type == ConfigEntries.xboolean && isTruth(value)) {
            settings.addBoolean(key, Boolean.parseBoolean(value.toString()));
        } else {
            return false;
        }
        return true;
    }

    private static boolean isTruth(final Object value) {
        return value instanceof Boolean
            || value instanceof String s && (s.equalsIgnoreCase("true") || s.equalsIgnoreCase("false"));
    }

    /** A single value becomes an array of one; no parameter is an array of anything but text. */
    private static boolean overwriteArray(final NodeSettings settings, final String key, final ConfigBase array,
        final Object value) {
        AbstractConfigEntry first = array.getEntry("0");
        if (array.getInt("array-size", -1) < 0 || first != null && first.getType() != ConfigEntries.xstring) {
            return false;
        }
        settings.addStringArray(key, value instanceof String[] all ? all : new String[] {value.toString()});
        return true;
    }

    /**
     * The variable that a setting is exposed as.
     *
     * @throws InvalidSettingsException when no variable can hold the value
     */
    static FlowVariable expose(final NodeSettings settings, final String key, final String name)
        throws InvalidSettingsException {
        AbstractConfigEntry entry = settings.getEntry(key);
        Object value = switch (entry.getType()) {
            case xint -> settings.getInt(key);
            case xlong -> settings.getLong(key);
            case xdouble -> settings.getDouble(key);
            case xboolean -> settings.getBoolean(key);
            case xstring -> settings.getString(key);
            case config -> settings.getStringArray(key);
            default -> null;
        };
        if (value == null) {
            throw new InvalidSettingsException("the setting \"" + key + "\" cannot become the flow variable \"" + name
                + "\": it has no value that a variable can hold");
        }
        return HostAccess.newVariable(name, value);
    }
}
