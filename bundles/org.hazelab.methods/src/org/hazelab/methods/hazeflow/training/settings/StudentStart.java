// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

/** The weights that a stage with a teacher begins with. The teacher always has the averaged ones. */
public enum StudentStart {
    /** Those that the optimizer of the stage before has ended with, as published; in a model file, the averaged. */
    RAW,
    /** The averaged ones, those of the teacher. */
    AVERAGED
}
