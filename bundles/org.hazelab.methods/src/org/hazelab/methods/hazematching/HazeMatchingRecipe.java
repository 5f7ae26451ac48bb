// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.Moments;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.runtime.file.ModelDescription;

/**
 * What is trained and how.
 *
 * @param size the nominal image size of the network, one of {@link HazeMatchingNetwork#sizes()}; that of the model to
 *            start from, where there is one
 * @param training the settings; their {@code crops} are replaced by what {@code crops} says
 * @param crops how many crops an epoch has
 * @param normalization the constants; empty for those of the model to start from, or else for mean and population
 *            standard deviation of all training pixels
 * @param fromModel whether it begins with the weights of a model
 */
public record HazeMatchingRecipe(int size, TrainingSettings training, CropCount crops,
    Optional<Normalization> normalization, boolean fromModel) implements TrainingRecipe {

    /** The table that is trained on: a hazy and a clean image a row. */
    public static final String TRAINING = "training";
    /** The table that the loss is measured on after every epoch, with the same columns. */
    public static final String VALIDATION = "validation";

    public HazeMatchingRecipe {
        Objects.requireNonNull(training);
        Objects.requireNonNull(crops);
        Objects.requireNonNull(normalization);
    }

    /** A training with initial weights. */
    public HazeMatchingRecipe(int size, TrainingSettings training, CropCount crops,
        Optional<Normalization> normalization) {
        this(size, training, crops, normalization, false);
    }

    @Override
    public String method() {
        return HazeMatchingModel.METHOD;
    }

    @Override
    public List<TableRole> tables() {
        TableRole pairs = TableRole.required(TRAINING, new ImageRole("hazy", 1), new ImageRole("clean", 1));
        return List.of(pairs, pairs.heldOut(VALIDATION));
    }

    @Override
    public int leastSide(TableRole table) {
        return training.patch();
    }

    @Override
    public long seed() {
        return training.seed();
    }

    @Override
    public List<String> losses() {
        return HazeMatchingTask.LOSSES;
    }

    @Override
    public List<String> validationLosses() {
        return HazeMatchingTask.LOSSES;
    }

    @Override
    public HazeMatchingRecipe startingFrom(ModelDescription description) throws HazeLabException {
        if (!description.method().equals(HazeMatchingModel.METHOD)) {
            throw new HazeLabException("The model to start from is of the method \"" + description.method()
                + "\", not of HazeMatching", "Connect a model of HazeMatching, or none.");
        }
        HazeMatchingModel model = HazeMatchingModel.of(description);
        return new HazeMatchingRecipe(model.imageSize(), training, crops, normalization.or(model::normalization), true);
    }

    @Override
    public void check() throws HazeLabException {
        if (!HazeMatchingNetwork.sizes().contains(size)) {
            throw new HazeLabException("There is no network for images of " + size + " pixels",
                "Choose one of " + HazeMatchingNetwork.sizes());
        }
        int multiple = HazeMatchingNetwork.shape(size).multiple();
        if (training.patch() % multiple != 0) {
            throw new HazeLabException("Crops of " + training.patch() + " pixels do not fit the network for images of "
                + size, "Choose a multiple of " + multiple);
        }
    }

    /**
     * What the user should know of these settings before the images are there: that batches are too large, which is no
     * failure where an epoch has fewer crops.
     */
    public Optional<String> advice() {
        try {
            training.checkBatch(training.batch());
            return Optional.empty();
        } catch (HazeLabException e) {
            return Optional.of(e.getMessage() + " Training fails if an epoch has so many crops.");
        }
    }

    /** The model as far as it is known before there are images. */
    public HazeMatchingModel model() {
        return new HazeMatchingModel(size, training.patch(), training.grid().points(), normalization);
    }

    @Override
    public TrainingPlan plan(Map<String, ImageSet> images) throws HazeLabException {
        ImageSet pairs = Objects.requireNonNull(images.get(TRAINING), TRAINING);
        ImageSet validation = Objects.requireNonNull(images.get(VALIDATION), VALIDATION);
        Normalization constants = normalization.isPresent() ? normalization.get() : normalization(pairs);
        TrainingSettings settings = training.withCrops(crops.perRow(pairs, training.patch()));
        HazeMatchingModel model = new HazeMatchingModel(size, settings.patch(), settings.grid().points(),
            Optional.of(constants));
        return new HazeMatchingPlan(model, settings, pairs, validation, fromModel);
    }

    private static Normalization normalization(ImageSet pairs) throws HazeLabException {
        Moments hazy = pairs.moments(HazeMatchingBatch.HAZY);
        Moments clean = pairs.moments(HazeMatchingBatch.CLEAN);
        if (!(hazy.deviation() > 0 && clean.deviation() > 0)) {
            throw new HazeLabException("All pixels of the " + (clean.deviation() > 0 ? "hazy" : "clean")
                + " training images are the same", "Choose images that show something.");
        }
        return new Normalization(clean.mean(), clean.deviation(), hazy.mean(), hazy.deviation());
    }
}
