// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.hazelab.standin.parameters.EnumLabels;

/** A choice of an enum: the constant, and what people read. */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    /** The constant under its label. */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E enumConst) {
        return new EnumChoice<>(enumConst, EnumLabels.of(enumConst));
    }
}
