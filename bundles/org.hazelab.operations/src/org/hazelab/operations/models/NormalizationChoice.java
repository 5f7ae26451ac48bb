// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.ForMethod;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;

/**
 * Constants that a user gives for the normalisation of a model's images.
 *
 * @param method whose keys the constants stand under, as in model files; no matter if there are none
 * @param constants empty if there are none
 * @param always whether they hold even if the model has constants of its own
 */
public record NormalizationChoice(String method, ModelEntries constants, boolean always) {

    /** What the model says, whatever that is. */
    public static final NormalizationChoice OF_MODEL = new NormalizationChoice("", ModelEntries.EMPTY, false);

    public NormalizationChoice {
        Objects.requireNonNull(method);
        Objects.requireNonNull(constants);
    }

    /**
     * Whether they change what a model says.
     *
     * @throws HazeLabException if they do, and are for models of another method
     */
    boolean changes(ModelDescription description) throws HazeLabException {
        boolean changes = !constants.texts().isEmpty() && (always || description.normalization().texts().isEmpty());
        if (changes) {
            ForMethod.require("The constants of the normalisation are", method, description.method(),
                "Choose the normalisation from the model, and leave mean and standard deviation empty");
        }
        return changes;
    }

    /**
     * The constants that hold for a model.
     *
     * @throws HazeLabException as {@link #changes}
     */
    ModelEntries of(ModelDescription description) throws HazeLabException {
        return changes(description) ? constants : description.normalization();
    }

    /**
     * The description of a model with the constants that hold.
     *
     * @throws HazeLabException as {@link #changes}
     */
    ModelDescription applied(ModelDescription description) throws HazeLabException {
        return new ModelDescription(description.method(), description.configuration(), of(description),
            description.training(), description.versions());
    }
}
