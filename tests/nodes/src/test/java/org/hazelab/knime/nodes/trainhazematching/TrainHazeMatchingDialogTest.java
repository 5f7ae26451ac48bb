// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Computed;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.knime.nodes.trainhazematching.TrainHazeMatchingNodeParameters.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog asks for what has an effect alone, and says how much there is to do. */
class TrainHazeMatchingDialogTest {

    private final NodeTester tester = new NodeTester(new TrainHazeMatchingNodeFactory());
    private final Map<Class<? extends ParameterReference<?>>, Object> values =
        new HashMap<>(Map.of(StepsMessage.NetworkReference.class,
            TrainHazeMatchingNodeParameters.NetworkSize.SIZE_64, StepsMessage.PresetReference.class, Preset.SMALL,
            StepsMessage.ColumnReference.class,
            "hazy", StepsMessage.FractionReference.class, 0.1, StepsMessage.PatchReference.class, 64,
            StepsMessage.CropsReference.class, 0, StepsMessage.BatchReference.class, 16,
            StepsMessage.EpochsReference.class, 200));

    @AfterEach
    void close() throws IOException {
        tester.close();
    }

    private static List<String> shown(final TrainHazeMatchingNodeParameters parameters, final PortType... inputs) {
        return Dialog.of(parameters, DialogInput.unknown(inputs)).shown().map(Dialog.Control::key).toList();
    }

    @Test
    void hidesWhatAnInputTakesThePlaceOf() {
        TrainHazeMatchingNodeParameters custom = new TrainHazeMatchingNodeParameters();
        custom.preset = Preset.CUSTOM;
        assertTrue(shown(custom, BufferedDataTable.TYPE).containsAll(List.of("network", "validationShare")));
        assertFalse(shown(custom, BufferedDataTable.TYPE, ModelPortObject.TYPE).contains("network"));
        assertFalse(shown(custom, BufferedDataTable.TYPE, BufferedDataTable.TYPE).contains("validationShare"));
    }

    @Test
    void hidesWhatNoPresetOrFileIsThereFor() {
        TrainHazeMatchingNodeParameters parameters = new TrainHazeMatchingNodeParameters();
        List<String> fresh = shown(parameters, BufferedDataTable.TYPE);
        List<String> dependent = List.of("ifCheckpoint", "checkpointMessage", "epochs", "patch", "cleanMean");
        assertTrue(fresh.stream().noneMatch(dependent::contains), fresh.toString());
        parameters.preset = Preset.CUSTOM;
        parameters.checkpoint = "/data/checkpoint.safetensors";
        parameters.normalization = NormalizationFrom.CUSTOM;
        assertTrue(shown(parameters, BufferedDataTable.TYPE).containsAll(dependent));
    }

    private TestTable pairs(final int rows, final int width, final int height) {
        FloatImage image = FloatImage.of(width, height, ValueRange.UINT8, new float[width * height]);
        TestTable table = TestTable.of("hazy", TestTable.IMAGE, "clean", TestTable.IMAGE);
        for (int row = 0; row < rows; row++) {
            table.row("Row" + row, image, image);
        }
        return table;
    }

    private Message message(final Preset preset, final DialogInput input) {
        values.put(StepsMessage.PresetReference.class, preset);
        return Computed.of(new StepsMessage(), values, input).orElseThrow();
    }

    @Test
    void saysHowManyEpochsThereAreBeforeThereIsATable() {
        DialogInput input = DialogInput.of(pairs(0, 1, 1).spec());
        assertEquals("About 720 steps", message(Preset.SMALL, input).title());
        assertTrue(message(Preset.SMALL, input).description().contains("minutes"));
        assertEquals("200 epochs", message(Preset.AUTHORS, input).title());
        values.put(StepsMessage.EpochsReference.class, 1);
        assertEquals("1 epoch", message(Preset.CUSTOM, input).title());
    }

    @Test
    void countsStepsByTheTable() {
        TestTable table = pairs(20, 260, 130);
        DialogInput input = DialogInput.of(table.spec()).with(table.build("table", tester.context()));
        assertEquals("About 810 steps", message(Preset.SMALL, input).title()); // 18 rows of 6 crops, not 96
        assertEquals("About 400 steps", message(Preset.AUTHORS, input).title()); // 18 x 2 in batches of 16
        assertEquals("About 1,800 steps", message(Preset.AUTHORS_NEURON, input).title()); // 18 x 4 x 2
        values.put(StepsMessage.CropsReference.class, 3);
        values.put(StepsMessage.EpochsReference.class, 5);
        assertEquals("5 epochs of 3 steps.", message(Preset.CUSTOM, input).description()); // 18 x 3
        values.put(StepsMessage.BatchReference.class, 4096);
        assertEquals("About 5 steps", message(Preset.CUSTOM, input).title());
    }

    @Test
    void holdsNothingOutWhereValidationImagesAreConnected() {
        TestTable table = pairs(20, 32, 32);
        DialogInput input =
            DialogInput.of(table.spec(), table.spec()).with(table.build("table", tester.context()));
        assertEquals("About 750 steps", message(Preset.SMALL, input).title()); // 20 rows of 5 crops
        values.put(StepsMessage.CropsReference.class, 8);
        assertEquals("200 epochs of 10 steps.", message(Preset.CUSTOM, input).description());
    }

    @Test
    void trainingTakesAsManyStepsAsWereSaid() throws HazeLabException {
        float[] levels = new float[16 * 16];
        levels[0] = 1;
        FloatImage image = FloatImage.of(16, 16, ValueRange.UINT8, levels);
        TestTable table = TestTable.of("hazy", TestTable.IMAGE, "clean", TestTable.IMAGE);
        for (int row = 0; row < 5; row++) {
            table.row("Row" + row, image, image);
        }
        values.putAll(Map.of(StepsMessage.PatchReference.class, 16, StepsMessage.CropsReference.class, 3,
            StepsMessage.BatchReference.class, 5, StepsMessage.EpochsReference.class, 2));
        DialogInput input = DialogInput.of(table.spec()).with(table.build("table", tester.context()));
        assertEquals("About 4 steps", message(Preset.CUSTOM, input).title());
        ModelPortObject model = (ModelPortObject)tester.set("preset", "CUSTOM").set("network", "SIZE_28")
            .set("patch", 16).set("crops", 3).set("batch", 5).set("epochs", 2).set("device", "cpu").set("threads", 1)
            .execute(table).others().get(0);
        assertEquals(4, model.description().training().integer("steps", 0, 100));
    }

    @Test
    void saysThatCropsDoNotFitTheNetwork() {
        values.put(StepsMessage.PatchReference.class, 50);
        Message told = message(Preset.CUSTOM, DialogInput.unknown(BufferedDataTable.TYPE));
        assertEquals(MessageType.ERROR, told.type());
        assertEquals("Crops of 50 pixels do not fit the network for images of 64", told.title());
        assertEquals("200 epochs",
            message(Preset.CUSTOM, DialogInput.unknown(BufferedDataTable.TYPE, ModelPortObject.TYPE)).title());
    }

    @Test
    void saysNothingOfWrongNumbers() {
        values.put(StepsMessage.PatchReference.class, 0);
        assertEquals(Optional.empty(),
            Computed.of(new StepsMessage(), values, DialogInput.of(pairs(0, 1, 1).spec())));
    }
}
