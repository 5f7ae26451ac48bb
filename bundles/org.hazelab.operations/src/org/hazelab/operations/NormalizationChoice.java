// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.util.Objects;

import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;

/**
 * Constants that a user gives for the normalisation of a model's images.
 *
 * @param constants under the keys of the model's method; empty if there are none
 * @param always whether they hold even if the model has constants of its own
 */
public record NormalizationChoice(ModelEntries constants, boolean always) {

    /** What the model says, whatever that is. */
    public static final NormalizationChoice OF_MODEL = new NormalizationChoice(ModelEntries.EMPTY, false);

    public NormalizationChoice {
        Objects.requireNonNull(constants);
    }

    /** Whether they change what a model says. */
    boolean changes(ModelDescription description) {
        return !constants.texts().isEmpty() && (always || description.normalization().texts().isEmpty());
    }

    /** The constants that hold for a model. */
    ModelEntries of(ModelDescription description) {
        return changes(description) ? constants : description.normalization();
    }

    /** The description of a model with the constants that hold. */
    ModelDescription applied(ModelDescription description) {
        return new ModelDescription(description.method(), description.configuration(), of(description),
            description.training(), description.versions());
    }
}
