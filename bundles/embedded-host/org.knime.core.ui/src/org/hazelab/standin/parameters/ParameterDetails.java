// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import org.knime.node.parameters.NodeParameters;

/**
 * What the documentation says of one option.
 *
 * @param key the keys in the settings, joined by "/", as {@code -option} takes them
 * @param section the title of its section, empty where it has none
 * @param description HTML
 * @param type the type in words
 * @param standard the default value in words
 * @param allowed the constants of an enum
 * @param range the limits in words, empty where there are none
 * @param condition when it is shown or can be changed, empty for always
 */
public record ParameterDetails(String key, String section, String title, String description, String type,
    String standard, List<Allowed> allowed, String range, boolean advanced, String condition) {

    /** A constant of an enum: its name as stored, its label, its description in HTML. */
    public record Allowed(String name, String label, String description) {
    }

    /** The options of a class of parameters, in order. */
    public static List<ParameterDetails> of(final Class<? extends NodeParameters> type) {
        return new ParameterReader(type).read();
    }

    static List<Allowed> constantsOf(final Class<?> type) {
        List<Allowed> found = new ArrayList<>();
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                Enum<?> c = (Enum<?>)constant;
                found.add(new Allowed(c.name(), EnumLabels.of(c), EnumLabels.descriptionOf(c)));
            }
        }
        return found;
    }

    static String typeOf(final Field field) {
        Class<?> type = Fields.valueType(field);
        String words = type.isEnum() ? "choice" : switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "yes or no";
            case "String" -> "text";
            case "String[]" -> "list of texts";
            case "ColumnFilter" -> "choice of columns";
            default -> type.isArray() ? "list" : type.getSimpleName();
        };
        return Fields.isOptional(field) ? words + ", can be switched off" : words;
    }
}
