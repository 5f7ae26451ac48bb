// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

import java.util.List;

/**
 * A table that a training takes.
 *
 * @param name for messages and for the recipe, such as {@code training} or {@code validation}
 * @param images what each row gives, at least one, all of the same size
 * @param required whether there is no training without it
 * @param heldOutOf the name of a table before this one, with the same images, of which a share of the rows is held out
 *            for this one where it is missing; empty for none
 */
public record TableRole(String name, List<ImageRole> images, boolean required, String heldOutOf) {

    public TableRole {
        images = List.copyOf(images);
        if (name.isBlank() || images.isEmpty() || required && !heldOutOf.isEmpty()) {
            throw new IllegalArgumentException("a table \"" + name + "\" of " + images);
        }
    }

    /** A table that is trained on. */
    public static TableRole required(String name, ImageRole... images) {
        return new TableRole(name, List.of(images), true, "");
    }

    /** A table that may be missing. */
    public static TableRole optional(String name, ImageRole... images) {
        return new TableRole(name, List.of(images), false, "");
    }

    /** A table of this name that is not trained on: a share of the rows of this one where it is missing. */
    public TableRole heldOut(String other) {
        return new TableRole(other, images, false, name);
    }
}
