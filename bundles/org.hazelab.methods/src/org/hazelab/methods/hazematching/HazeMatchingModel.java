// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;

/**
 * What a model file of HazeMatching says beside its weights, which lie in it under the names of the authors' state
 * dict.
 *
 * @param imageSize the nominal image size of the network, one of {@link HazeMatchingNetwork#sizes()}
 * @param patch rows and columns of the crops it was trained on, and so of the tiles it dehazes
 * @param timePoints of the grid it was trained on
 * @param normalization the constants of its training images; empty for a checkpoint of the authors, which has none
 */
public record HazeMatchingModel(int imageSize, int patch, int timePoints, Optional<Normalization> normalization) {

    /** The method's name in model files. */
    public static final String METHOD = "hazematching";

    private static final String IMAGE_SIZE = "image_size";
    private static final String PATCH = "patch";
    private static final String TIME_POINTS = "time_points";
    private static final String PLANNED = "planned";
    private static final String TARGET_MEAN = "target_mean";
    private static final String TARGET_STD = "target_std";
    private static final String INPUT_MEAN = "input_mean";
    private static final String INPUT_STD = "input_std";
    private static final int LARGEST_PATCH = 4096;
    private static final int MOST_POINTS = 10_000;

    /**
     * Reads a description.
     *
     * @throws HazeLabException if something is missing or out of its limits
     */
    public static HazeMatchingModel of(ModelDescription description) throws HazeLabException {
        ModelEntries configuration = description.configuration();
        int size = configuration.integer(IMAGE_SIZE, 1, LARGEST_PATCH);
        if (!HazeMatchingNetwork.sizes().contains(size)) {
            throw new HazeLabException("The model's network is for images of " + size
                + " pixels, and HazeMatching has networks for " + HazeMatchingNetwork.sizes() + " only",
                "Update HazeLab, or choose another model");
        }
        return new HazeMatchingModel(size, configuration.integer(PATCH, 1, LARGEST_PATCH),
            configuration.integer(TIME_POINTS, 2, MOST_POINTS), normalization(description.normalization()));
    }

    /**
     * Reads the constants.
     *
     * @return empty if there are none
     * @throws HazeLabException if some are missing, or a deviation is not above 0
     */
    public static Optional<Normalization> normalization(ModelEntries entries) throws HazeLabException {
        if (entries.texts().isEmpty()) {
            return Optional.empty();
        }
        double targetStd = entries.number(TARGET_STD);
        double inputStd = entries.number(INPUT_STD);
        if (!(targetStd > 0 && inputStd > 0)) {
            throw new HazeLabException(
                "The standard deviations of the normalisation are " + targetStd + " and " + inputStd,
                "Give numbers above 0");
        }
        return Optional
            .of(new Normalization(entries.number(TARGET_MEAN), targetStd, entries.number(INPUT_MEAN), inputStd));
    }

    /** The constants as they stand in a model file, which {@link #normalization(ModelEntries)} reads. */
    public static ModelEntries entries(Normalization normalization) {
        return ModelEntries.EMPTY.with(TARGET_MEAN, normalization.targetMean())
            .with(TARGET_STD, normalization.targetStd()).with(INPUT_MEAN, normalization.inputMean())
            .with(INPUT_STD, normalization.inputStd());
    }

    /**
     * The description of a model that is yet to be trained, whose normalisation may come with its training. No file has
     * it.
     */
    public ModelDescription plan() {
        return description(ModelEntries.EMPTY.with(PLANNED, true), ModelEntries.EMPTY);
    }

    /** Whether it is of a model that is yet to be trained. */
    public static boolean isPlan(ModelDescription description) {
        return description.training().texts().containsKey(PLANNED);
    }

    /**
     * The description of a model file.
     *
     * @param training how the weights came to be
     * @param versions of the programs that made the file
     */
    public ModelDescription description(ModelEntries training, ModelEntries versions) {
        ModelEntries configuration = ModelEntries.EMPTY.with(IMAGE_SIZE, imageSize).with(PATCH, patch)
            .with(TIME_POINTS, timePoints);
        return new ModelDescription(METHOD, configuration, normalization.map(HazeMatchingModel::entries)
            .orElse(ModelEntries.EMPTY), training, versions);
    }
}
