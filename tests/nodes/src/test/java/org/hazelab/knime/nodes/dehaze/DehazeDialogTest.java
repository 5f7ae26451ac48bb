// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Computed;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.methods.MethodOptions;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.runtime.file.ModelEntries;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.widget.message.TextMessage.Message;

/** The dialog of Dehaze asks for what has an effect alone, and says what a model lacks. */
class DehazeDialogTest {

    private static final PortObjectSpec IMAGES = TestTable.ofImages().spec();
    private static final PortObjectSpec WITHOUT = DehazingModel.withoutNormalization().spec();
    private static final PortObjectSpec COMPLETE = DehazingModel.untrained().spec();
    private static final PortObjectSpec PLANNED =
        new ModelPortObjectSpec(new HazeMatchingModel(28, 32, 20, Optional.empty()).plan());

    private static final PortObjectSpec HAZEFLOW = new ModelPortObjectSpec(
        new HazeFlowModel(HazeFlowSize.TINY.shape()).description(ModelEntries.EMPTY, ModelEntries.EMPTY));

    private static List<String> shown(NormalizationSource source, PortObjectSpec... inputs) {
        DehazeNodeParameters parameters = new DehazeNodeParameters();
        parameters.normalization = source;
        return Dialog.of(parameters, DialogInput.of(inputs)).shown().map(Dialog.Control::title).toList();
    }

    @Test
    void asksForConstantsWhereTheyAreNeeded() {
        assertFalse(shown(NormalizationSource.FROM_MODEL, IMAGES, COMPLETE).contains("Mean"));
        assertFalse(shown(NormalizationSource.FROM_MODEL, IMAGES, PLANNED).contains("Mean"));
        assertFalse(shown(NormalizationSource.NEURON, IMAGES, WITHOUT).contains("Mean"));
        assertTrue(shown(NormalizationSource.FROM_MODEL, IMAGES, WITHOUT).contains("Mean"));
        assertTrue(shown(NormalizationSource.CUSTOM, IMAGES, COMPLETE).containsAll(
            List.of("Mean", "Standard deviation")));
    }

    @Test
    void asksForStepsUnlessThePresetHasThem() {
        List<String> steps = List.of("Time points (steps + 1)", "Solver", "Spacing of the time points");
        DehazeNodeParameters parameters = new DehazeNodeParameters();
        assertTrue(Dialog.of(parameters, DialogInput.of(IMAGES, COMPLETE)).shown().map(Dialog.Control::title).toList()
            .containsAll(steps));
        parameters.sampling = Sampling.FAST;
        assertTrue(Dialog.of(parameters, DialogInput.of(IMAGES, COMPLETE)).shown().map(Dialog.Control::title)
            .noneMatch(steps::contains));
    }

    private static Optional<Message> message(NormalizationSource source, PortObjectSpec model) {
        return Computed.of(new ModelUses.ConstantsMessage(), Map.of(NormalizationSource.Reference.class, source),
            DialogInput.of(IMAGES, model));
    }

    @Test
    void saysThatAModelHasNoConstants() {
        assertTrue(message(NormalizationSource.FROM_MODEL, WITHOUT).isPresent());
        assertEquals(Optional.empty(), message(NormalizationSource.CUSTOM, WITHOUT));
        assertEquals(Optional.empty(), message(NormalizationSource.FROM_MODEL, COMPLETE));
        assertEquals(Optional.empty(), message(NormalizationSource.FROM_MODEL, PLANNED));
    }

    @Test
    void asksForWhatHazeFlowUsesWhereItIsConnected() {
        List<String> own = List.of("First transmission map", "Steps (1 to 100)", "Schedule of the steps",
            "Large images", "Limit of large images (pixels)", "Augmentations (1 = none)");
        List<String> others = List.of("Samples per image", "Time points (steps + 1)", "Temperature (0 to 100)",
            "Starting noise", "Units of the values", NormalizationSource.TITLE, "Mean");
        List<String> shown = shown(NormalizationSource.FROM_MODEL, IMAGES, HAZEFLOW);
        assertTrue(shown.containsAll(own), shown.toString());
        assertTrue(shown.stream().noneMatch(others::contains), shown.toString());
        assertTrue(shown(NormalizationSource.FROM_MODEL, IMAGES, COMPLETE).stream().noneMatch(own::contains));
        assertEquals(Optional.empty(), message(NormalizationSource.FROM_MODEL, HAZEFLOW));
    }

    /** A fresh node asks of a model of HazeFlow what the authors' sampler does. */
    @Test
    void theDefaultsAreHazeFlows() throws InvalidSettingsException {
        MethodOptions options = new DehazeNodeParameters().config(Optional.empty()).options().own();
        assertEquals(List.of(), options.unusedBy(new HazeMatchingMethod()));
        DehazeNodeParameters changed = new DehazeNodeParameters();
        changed.hazeFlow.map = HazeFlowParameters.FirstMap.HE;
        changed.hazeFlow.steps = 3;
        changed.hazeFlow.schedule = HazeFlowParameters.Schedule.FIXED;
        changed.hazeFlow.large = HazeFlowParameters.Large.TILES;
        changed.hazeFlow.largeAbove = 7;
        changed.hazeFlow.augmentations = 5;
        assertEquals("{transmissionMap=HE, hazeSteps=3, stepSchedule=FIXED, largeImages=TILES, largeAbove=7, "
            + "augmentations=5}", changed.hazeFlow.addTo(MethodOptions.NONE).toString());
        changed.hazeFlow.augmentations = 0;
        assertThrows(InvalidSettingsException.class, changed::validate);
    }

    @Test
    void asksForTheUnitsOfACalibrationThatIsThere() {
        PortObjectSpec factors = TestTable.of("scalar", DoubleCell.TYPE, "offset", DoubleCell.TYPE).spec();
        assertFalse(shown(NormalizationSource.FROM_MODEL, IMAGES, COMPLETE).contains("Units of the calibration"));
        assertTrue(
            shown(NormalizationSource.FROM_MODEL, IMAGES, COMPLETE, factors).contains("Units of the calibration"));
    }

    @Test
    void checksConstantsWhenTheDialogIsClosed() {
        DehazeNodeParameters parameters = new DehazeNodeParameters();
        parameters.normalizationMean = "7";
        assertThrows(InvalidSettingsException.class, parameters::validate);
    }

    @Test
    void knowsAtTheFieldWhatNumbersAre() {
        String pattern = new NormalizationSource.Numbers() {
            String all() {
                return getPattern();
            }
        }.all();
        for (String fine : List.of("", "  ", "7", "-7.5", "493.8 1325.2", "1e3;2", " .5, 3 ")) {
            assertTrue(fine.matches(pattern), fine);
        }
        for (String wrong : List.of("abc", "1 2 3", "1,2,3", "NaN", "--1")) {
            assertFalse(wrong.matches(pattern), wrong);
        }
    }
}
