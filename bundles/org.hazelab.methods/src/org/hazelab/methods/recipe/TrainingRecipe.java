// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.runtime.file.ModelDescription;

/** A training of a method with all its settings, before there are images. Immutable. */
public interface TrainingRecipe {

    /** The name of the method, see {@link org.hazelab.methods.Method#id}. */
    String method();

    /** The tables of images, in the order in which they are read. */
    List<TableRole> tables();

    /** The rows and columns that each image of a table must have at least: those of a crop, where crops are taken. */
    int leastSide(TableRole table);

    /** The start of all random numbers. */
    long seed();

    /** The titles of the stages, at least one; that of a single stage is not shown. */
    default List<String> stages() {
        return List.of("Training");
    }

    /** The names of all losses of all stages, in the order of the history's columns. */
    List<String> losses();

    /** As {@link #losses}, for those of validation. */
    List<String> validationLosses();

    /**
     * The same training, to begin with the weights of a model: what the model says, such as the size of its network,
     * takes the place of this recipe's own.
     *
     * @throws HazeLabException if a training cannot begin with such a model
     */
    TrainingRecipe startingFrom(ModelDescription model) throws HazeLabException;

    /** @throws HazeLabException if the settings do not fit each other */
    void check() throws HazeLabException;

    /**
     * The training on images.
     *
     * @param images by the names of the tables; those of a table that is missing have no rows
     * @throws HazeLabException if one cannot train on them
     */
    TrainingPlan plan(Map<String, ImageSet> images) throws HazeLabException;
}
