// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.ForMethod;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.loss.StageLosses;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.methods.recipe.PairScorer;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.file.ModelDescription;

/**
 * What is trained and how.
 *
 * @param settings all numbers
 * @param shape of the network: that of the settings' size, or of the model to start from
 * @param weights where LPIPS finds the weights of VGG16
 * @param scorer scores the dehazed images of validation
 * @param fromModel whether it begins with the weights of a model
 */
public record HazeFlowRecipe(HazeFlowSettings settings, HazeFlowShape shape, WeightsFolder weights, PairScorer scorer,
    boolean fromModel) implements TrainingRecipe {

    /** The clean images of Pretrain: a clean image a row, and a map of depth if the settings take depth from maps. */
    public static final String CLEAN = "pretraining";
    /** The hazy images of Reflow and Distillation, a hazy image a row. */
    public static final String HAZY = "real haze";
    /** A hazy and a clean image a row, for Reflow and Distillation. */
    public static final String PAIRS = "pairs";
    /** As {@link #PAIRS}, dehazed and scored after every round. */
    public static final String VALIDATION = "validation";

    /** The first loss of a training: the weighted sum of its terms. */
    public static final String LOSS = "loss";
    /**
     * The first number of a validation, by which the best round is chosen: the root mean squared error, in shares of
     * the range, that has the mean PSNR.
     */
    public static final String ERROR = "error";
    /** The mean PSNR of the dehazed images. */
    public static final String PSNR = "psnr";
    /** The mean SSIM of the dehazed images. */
    public static final String SSIM = "ssim";

    private static final int COLOURS = 3;
    private static final int LARGEST_SIDE = 4096;
    /** Rows and columns that the SSIM's window needs. */
    private static final int SMALLEST_PAIR = 16;

    public HazeFlowRecipe {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(shape);
        Objects.requireNonNull(weights);
        Objects.requireNonNull(scorer);
    }

    /** A training with initial weights. */
    public HazeFlowRecipe(HazeFlowSettings settings, WeightsFolder weights, PairScorer scorer) {
        this(settings, settings.size().shape(), weights, scorer, false);
    }

    @Override
    public String method() {
        return HazeFlowModel.METHOD;
    }

    private boolean hasTeacher() {
        return settings.order().stream().anyMatch(Stage::hasTeacher);
    }

    @Override
    public List<TableRole> tables() {
        List<TableRole> tables = new ArrayList<>();
        ImageRole clean = new ImageRole("clean", COLOURS).inUnitRange();
        ImageRole hazy = new ImageRole("hazy", COLOURS).inUnitRange();
        if (settings.trains(Stage.PRETRAIN)) {
            tables.add(settings.haze().depth().kind() == DepthChoice.Kind.MAPS
                ? TableRole.required(CLEAN, clean, new ImageRole("depth", 1)) : TableRole.required(CLEAN, clean));
        }
        if (hasTeacher()) {
            tables.add(TableRole.optional(HAZY, hazy));
            TableRole pairs = TableRole.optional(PAIRS, hazy, clean);
            tables.add(pairs);
            tables.add(pairs.heldOut(VALIDATION));
        } else {
            tables.add(TableRole.optional(VALIDATION, hazy, clean));
        }
        return tables;
    }

    @Override
    public int leastSide(TableRole table) {
        return table.name().equals(PAIRS) || table.name().equals(VALIDATION) ? SMALLEST_PAIR : 1;
    }

    @Override
    public long seed() {
        return settings.seed();
    }

    @Override
    public List<String> stages() {
        return settings.order().stream().map(Stage::title).toList();
    }

    /** The names of a stage's losses: the sum, then its terms without their weights. */
    List<String> losses(Stage stage) {
        List<String> names = new ArrayList<>(List.of(LOSS));
        if (stage != Stage.DISTILLATION) {
            names.add(StageLosses.VELOCITY);
        }
        names.add(settings.losses().perceptual().id(weights));
        if (stage == Stage.PRETRAIN) {
            names.add(StageLosses.TRANSMISSION);
        }
        if (settings.losses().colour() > 0) {
            names.add(StageLosses.COLOUR);
        }
        return names;
    }

    @Override
    public List<String> losses() {
        Set<String> names = new LinkedHashSet<>();
        settings.order().forEach(stage -> names.addAll(losses(stage)));
        return List.copyOf(names);
    }

    @Override
    public List<String> validationLosses() {
        return List.of(ERROR, PSNR, SSIM);
    }

    @Override
    public HazeFlowRecipe startingFrom(ModelDescription model) throws HazeLabException {
        ForMethod.require("The training is", HazeFlowModel.METHOD, model.method(),
            "Connect a model of HazeFlow, or none.");
        return new HazeFlowRecipe(settings, HazeFlowModel.of(model).shape(), weights, scorer, true);
    }

    @Override
    public void check() throws HazeLabException {
        int side = settings.side();
        if (side % shape.multiple() != 0 || side > LARGEST_SIDE) {
            throw new HazeLabException("Crops of " + side + " pixels do not fit the network",
                "Choose a multiple of " + shape.multiple() + ", at most " + LARGEST_SIDE);
        }
        Stage first = settings.order().get(0);
        if (first.hasTeacher() && !fromModel) {
            throw new HazeLabException(first.title() + " needs a model that has been trained, and there is none",
                "Train " + Stage.PRETRAIN.title() + " as well, or connect a model of HazeFlow");
        }
        for (StageSettings stage : settings.stages().values()) {
            CropSource.Settings.checkBatch(stage.batch(), COLOURS, side);
        }
        if (settings.losses().perceptual() == Perceptual.LPIPS && weights.find(LpipsNet.VGG.weights()).isEmpty()) {
            weights.open(LpipsNet.VGG.weights(), Progress.NONE).close(); // fails, and says what to do
        }
    }

    /** The most memory on the device that a stage takes, in bytes, an estimate: see {@link TrainingMemory}. */
    public long memory() {
        return settings.order().stream().mapToLong(stage -> TrainingMemory.of(this, stage)).max().orElseThrow();
    }

    @Override
    public TrainingPlan plan(Map<String, ImageSet> images) throws HazeLabException {
        return HazeFlowPlan.of(this, images);
    }
}
