// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import org.hazelab.imaging.HazeLabException;

/** Keeps what was made for models of one method, such as a preset, from models of another. */
public final class ForMethod {

    private ForMethod() {
    }

    /**
     * Checks that something fits a model.
     *
     * @param what is for one method's models, with its verb: {@code The preset is}
     * @param owner the id of that method
     * @param model the id of the model's method
     * @param remedy what the user can do
     * @throws HazeLabException if they differ
     */
    public static void require(String what, String owner, String model, String remedy) throws HazeLabException {
        if (!owner.equals(model)) {
            throw new HazeLabException(what + " for models of the method \"" + owner
                + "\", and this model is of the method \"" + model + "\"", remedy);
        }
    }
}
