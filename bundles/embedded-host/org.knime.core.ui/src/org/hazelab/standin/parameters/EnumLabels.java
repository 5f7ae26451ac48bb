// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.util.Locale;

import org.knime.node.parameters.widget.choices.Label;

/** The names and descriptions of constants of an enum. */
public final class EnumLabels {

    private EnumLabels() {
    }

    /** The label, or a name made of the constant's: SOME_NAME becomes "Some name". */
    public static String of(final Enum<?> constant) {
        Label label = annotation(constant);
        if (label != null) {
            return label.value();
        }
        String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The description, empty where there is none. */
    public static String descriptionOf(final Enum<?> constant) {
        Label label = annotation(constant);
        return label == null ? "" : label.description();
    }

    private static Label annotation(final Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("Every constant is a field.", e);
        }
    }
}
