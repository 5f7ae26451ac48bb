// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.junit.jupiter.api.Test;

/** What a training asks for before it begins, the published numbers, and what its model says of it. */
class HazeFlowRecipeTest {

    private static final HazeFlowSettings PUBLISHED = HazeFlowSettings.published(DepthChoice.relief());

    private static HazeFlowSettings only(HazeFlowSettings from, Stage... stages) {
        Map<Stage, StageSettings> some = new EnumMap<>(Stage.class);
        for (Stage stage : stages) {
            some.put(stage, from.stages().get(stage));
        }
        return new HazeFlowSettings(from.size(), from.side(), some, from.haze(), from.losses(), from.optimizer(),
            from.seed());
    }

    private static HazeFlowSettings sized(HazeFlowSettings from, HazeFlowSize size, int side) {
        return new HazeFlowSettings(size, side, from.stages(), from.haze(), from.losses(), from.optimizer(),
            from.seed());
    }

    private static List<String> tables(HazeFlowSettings settings) {
        return HazeFlowTrainings.recipe(settings).tables().stream()
            .map(table -> table.name() + table.images().size() + (table.required() ? "!" : "")).toList();
    }

    /** 100 000, 10 000 and 10 000 steps of 16, 4 and 16 crops; 5000 steps up, then cosine, constant elsewhere. */
    @Test
    void theAuthorsNumbers() {
        assertEquals(List.of(100_000L, 10_000L, 10_000L),
            PUBLISHED.stages().values().stream().map(StageSettings::iterations).toList());
        assertEquals(List.of(16, 4, 16), PUBLISHED.stages().values().stream().map(StageSettings::batch).toList());
        LearningRate pretrain = PUBLISHED.stages().get(Stage.PRETRAIN).rate();
        assertEquals(5e-5 / 5000, pretrain.schedule(100_000).rate(1), 1e-15);
        assertEquals(5e-5, pretrain.schedule(100_000).rate(5001), 1e-15);
        assertEquals((5e-5 + 1e-6) / 2, pretrain.schedule(100_000).rate(55_001), 1e-12);
        assertEquals(1e-6, PUBLISHED.stages().get(Stage.REFLOW).rate().schedule(10_000).rate(9_000));
        assertEquals(5e-5, PUBLISHED.stages().get(Stage.DISTILLATION).rate().schedule(10_000).rate(1));
        assertEquals(2.0 / 11, OptimizerSettings.PUBLISHED.decay(1));
        assertEquals(100_001.0 / 100_010, OptimizerSettings.PUBLISHED.decay(100_000));
        assertEquals(0.999999, OptimizerSettings.PUBLISHED.decay(100_000_000));
        assertEquals(0.999, OptimizerSettings.PROCESSOR.decay(100_000));
    }

    @Test
    void theTablesAreThoseOfTheStages() {
        assertEquals(List.of("pretraining1!", "real haze1", "pairs2", "validation2"), tables(PUBLISHED));
        assertEquals(List.of("pretraining1!", "validation2"), tables(only(PUBLISHED, Stage.PRETRAIN)));
        assertEquals(List.of("real haze1", "pairs2", "validation2"), tables(only(PUBLISHED, Stage.DISTILLATION)));
        HazeFlowSettings maps = HazeFlowSettings.published(DepthChoice.maps(Polarity.NEAR_IS_LARGE));
        assertEquals("pretraining2!", tables(maps).get(0));
        TableRole validation = HazeFlowTrainings.recipe(PUBLISHED).tables().get(3);
        assertEquals(HazeFlowRecipe.PAIRS, validation.heldOutOf());
    }

    private static void assertRefused(String message, HazeFlowRecipe recipe) {
        assertEquals(message, assertThrows(HazeLabException.class, recipe::check).getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() throws HazeLabException {
        assertRefused(
            "Reflow needs a model that has been trained, and there is none. Train Pretrain as well, or connect "
                + "a model of HazeFlow.",
            HazeFlowTrainings.recipe(only(PUBLISHED, Stage.REFLOW, Stage.DISTILLATION)));
        assertRefused("Crops of 200 pixels do not fit the network. Choose a multiple of 64, at most 4096.",
            HazeFlowTrainings.recipe(sized(PUBLISHED, HazeFlowSize.COMPACT, 200)));
        HazeFlowTrainings.recipe(sized(PUBLISHED, HazeFlowSize.TINY, 200)).check();
        HazeFlowSettings lpips = HazeFlowTrainings.with(PUBLISHED, new LossSettings(Perceptual.LPIPS, 0.5, 0,
            PUBLISHED.losses().reflowTarget()), PUBLISHED.optimizer());
        String message = assertThrows(HazeLabException.class, HazeFlowTrainings.recipe(lpips)::check).getMessage();
        assertTrue(message.startsWith("The weights of VGG16"), message);
        HazeFlowRecipe all = HazeFlowTrainings.recipe(PUBLISHED);
        all.check();
        assertEquals("There are no images for Pretrain. Give clean images, or leave the stage out.",
            assertThrows(HazeLabException.class, () -> all.plan(Map.of())).getMessage());
        assertEquals("There are no images for Reflow. Give hazy images, or pairs of a hazy and a clean image, or leave "
            + "the stage out.",
            assertThrows(HazeLabException.class, () -> all.plan(HazeFlowTrainings
                .without(HazeFlowRecipe.HAZY, HazeFlowRecipe.PAIRS))).getMessage());
    }

    @Test
    void aModelToStartFromBringsItsNetwork() throws HazeLabException {
        ModelDescription tiny =
            new HazeFlowModel(HazeFlowSize.TINY.shape()).description(ModelEntries.EMPTY, ModelEntries.EMPTY);
        HazeFlowRecipe recipe = HazeFlowTrainings.recipe(only(PUBLISHED, Stage.REFLOW)).startingFrom(tiny);
        recipe.check();
        assertEquals(HazeFlowSize.TINY.shape(), recipe.shape());
        ModelDescription other = new ModelDescription("hazematching", ModelEntries.EMPTY, ModelEntries.EMPTY,
            ModelEntries.EMPTY, ModelEntries.EMPTY);
        assertThrows(HazeLabException.class, () -> recipe.startingFrom(other));
    }

    @Test
    void theModelSaysHowItCameToBe() throws HazeLabException {
        HazeFlowRecipe recipe = HazeFlowTrainings.recipe(HazeFlowTrainings.settings(Stage.PRETRAIN, Stage.REFLOW));
        ModelDescription description = recipe.plan(HazeFlowTrainings.images()).description();
        assertEquals(recipe.shape(), HazeFlowModel.of(description).shape());
        ModelEntries training = description.training();
        assertEquals("pretrain,reflow", training.text("stages"));
        assertEquals("structure", training.text("perceptual_loss"));
        assertEquals("published", training.text("haze"));
        assertEquals("relief", training.text("depth"));
        assertEquals("velocity", training.text("reflow_target"));
        assertEquals("raw", training.text("student_start"));
        assertEquals(List.of(3, 3, 1, 1), List.of(training.integer("clean_images", 0, 9),
            training.integer("hazy_images", 0, 9), training.integer("pairs", 0, 9),
            training.integer("validation_pairs", 0, 9)));
        assertEquals(0.01, training.number("pretrain_learning_rate"));
        assertEquals(2, training.integer("pretrain_decay_over_epochs", 0, 9));
        assertFalse(training.has("reflow_decay_over_epochs"));
        assertFalse(training.has("distillation_batch"));
        assertTrue(description.versions().has("pytorch"));
    }

    /** The authors' needs more than 10 GB for batches on a processor's lanes; ours for a processor less than 2. */
    @Test
    void theMemoryIsBounded() {
        HazeFlowRecipe paper = new HazeFlowRecipe(PUBLISHED, WeightsFolder.of(Path.of("none")),
            HazeFlowTrainings.SCORER);
        HazeFlowRecipe small = new HazeFlowRecipe(HazeFlowSettings.processor(DepthChoice.relief()),
            WeightsFolder.of(Path.of("none")), HazeFlowTrainings.SCORER);
        assertTrue(paper.memory() > 10L << 30, paper.memory() + " bytes");
        assertTrue(small.memory() < 2L << 30, small.memory() + " bytes");
    }

    @Test
    void hazeWithoutDensityMapsIsHomogeneous() {
        HazeSettings haze = new HazeSettings(PUBLISHED.haze().preset(), false, 0, true, DepthChoice.relief());
        assertTrue(haze.haze(16, 0.5).recipe().density().isEmpty());
        assertTrue(haze.haze(16, 0.5).trueAirlight());
        assertTrue(PUBLISHED.haze().haze(16, 0.5).recipe().density().isPresent());
    }
}
