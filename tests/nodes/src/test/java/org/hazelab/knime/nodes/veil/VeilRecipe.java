// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.ForMethod;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.CropTransform;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.runtime.file.ModelDescription;

/**
 * A training of a veil in two stages.
 *
 * @param epochs of each stage
 * @param rate the first learning rate of the generator
 * @param criticRate that of the critic
 */
record VeilRecipe(int epochs, double rate, double criticRate, long seed) implements TrainingRecipe {

    static final String TRAINING = "training";
    static final String VALIDATION = "validation";
    static final int SIDE = 16;
    static final int BATCH = 2;

    private static final int CROPS = 2;

    CropSource crops(ImageSet images, boolean validation) throws HazeLabException {
        return new CropSource(images, 2,
            new CropSource.Settings(SIDE, CROPS, BATCH, CropTransform.ROTATE_AND_FLIP, seed), validation);
    }

    @Override
    public String method() {
        return VeilMethod.ID;
    }

    @Override
    public List<TableRole> tables() {
        TableRole pairs = TableRole.required(TRAINING, new ImageRole("hazy", 3).inUnitRange(),
            new ImageRole("clear", 3).inUnitRange());
        return List.of(pairs, pairs.heldOut(VALIDATION));
    }

    @Override
    public int leastSide(TableRole table) {
        return SIDE;
    }

    @Override
    public List<String> stages() {
        return List.of("Pretraining", "Refinement");
    }

    @Override
    public List<String> losses() {
        return VeilTask.OPPOSED;
    }

    @Override
    public List<String> validationLosses() {
        return VeilTask.OPPOSED;
    }

    @Override
    public VeilRecipe startingFrom(ModelDescription model) throws HazeLabException {
        ForMethod.require("The training is", VeilMethod.ID, model.method(), "Choose a model of Veil, or none");
        return this;
    }

    @Override
    public void check() {
        // any numbers fit
    }

    @Override
    public TrainingPlan plan(Map<String, ImageSet> images) {
        return new VeilPlan(this, images.get(TRAINING), images.get(VALIDATION));
    }
}
