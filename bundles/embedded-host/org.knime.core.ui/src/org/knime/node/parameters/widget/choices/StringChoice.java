// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

/** A choice: what is stored, and what people read. */
public record StringChoice(String id, String text) {

    /** A choice that is shown as it is stored. */
    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
