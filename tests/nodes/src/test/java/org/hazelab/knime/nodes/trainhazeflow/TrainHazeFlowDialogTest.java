// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Computed;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.knime.nodes.trainhazeflow.ImagesParameters.DepthFrom;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.NetworkSize;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.Preset;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowNodeParameters.PerceptualLoss;
import org.hazelab.networks.lpips.LpipsNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog asks for what has an effect alone, and says how long a training is and by what it learns. */
class TrainHazeFlowDialogTest {

    private static final PortType TABLE = BufferedDataTable.TYPE;

    private final Map<Class<? extends ParameterReference<?>>, Object> values = new HashMap<>();

    TrainHazeFlowDialogTest() {
        values.put(StageParameters.PresetReference.class, Preset.SMALL);
        values.put(LengthMessage.NetworkReference.class, NetworkSize.TINY);
        values.put(ImagesParameters.PretrainReference.class, true);
        values.put(StageParameters.ReflowReference.class, false);
        values.put(StageParameters.DistillationReference.class, false);
        values.put(LengthMessage.CropReference.class, 16);
        List.of(LengthMessage.PretrainEpochs.class, LengthMessage.ReflowEpochs.class,
            LengthMessage.DistillationEpochs.class).forEach(field -> values.put(field, 3));
        List.of(LengthMessage.PretrainSteps.class, LengthMessage.ReflowSteps.class,
            LengthMessage.DistillationSteps.class).forEach(field -> values.put(field, 1000));
        List.of(LengthMessage.PretrainBatch.class, LengthMessage.ReflowBatch.class,
            LengthMessage.DistillationBatch.class).forEach(field -> values.put(field, 2));
    }

    private static List<String> shown(TrainHazeFlowNodeParameters parameters, PortType... inputs) {
        return Dialog.of(parameters, DialogInput.unknown(inputs)).shown().map(Dialog.Control::key).toList();
    }

    @Test
    void asksForWhatAStageNeeds() {
        TrainHazeFlowNodeParameters p = new TrainHazeFlowNodeParameters();
        List<String> ofPretrain = List.of("cleanColumn", "depth", "haze", "patchy", "maps", "airlight", "farSide",
            "transmissionWeight");
        assertTrue(shown(p, TABLE).containsAll(ofPretrain));
        assertFalse(shown(p, TABLE).contains("reflowTarget"));
        p.pretrain = false;
        p.reflow = true;
        assertTrue(shown(p, TABLE).stream().noneMatch(ofPretrain::contains), shown(p, TABLE).toString());
        assertTrue(shown(p, TABLE).contains("reflowTarget"));
    }

    @Test
    void asksForNumbersWhereEverythingCanBeChanged() {
        TrainHazeFlowNodeParameters p = new TrainHazeFlowNodeParameters();
        List<String> numbers = List.of("network", "crop", "pretrainEpochs", "pretrainRate");
        List<String> ofReflow = List.of("reflowEpochs", "reflowRate");
        assertTrue(shown(p, TABLE).stream().noneMatch(numbers::contains));
        p.preset = Preset.CUSTOM;
        assertTrue(shown(p, TABLE).containsAll(numbers));
        assertTrue(shown(p, TABLE).stream().noneMatch(ofReflow::contains));
        p.reflow = true;
        assertTrue(shown(p, TABLE).containsAll(ofReflow));
        assertFalse(shown(p, TABLE, ModelPortObject.TYPE).contains("network"));
    }

    @Test
    void asksForColumnsOfTablesThatAreThere() {
        TrainHazeFlowNodeParameters p = new TrainHazeFlowNodeParameters();
        List<String> columns = List.of("hazyColumn", "pairHazyColumn", "pairCleanColumn");
        assertTrue(shown(p, TABLE).stream().noneMatch(columns::contains));
        assertTrue(shown(p, TABLE, TABLE).containsAll(columns));
        assertFalse(shown(p, TABLE).contains("depthColumn"));
        p.depth = DepthFrom.COLUMN;
        assertTrue(shown(p, TABLE).containsAll(List.of("depthColumn", "nearIs")));
    }

    @Test
    void offersTheImageColumnsOfAllTables() {
        DialogInput input = DialogInput.of(TestTable.of("clean", IMAGE, "name", StringCell.TYPE).spec(),
            TestTable.of("hazy", IMAGE, "clean", IMAGE).spec());
        assertEquals(List.of("clean", "hazy"),
            new AllImageColumns().columnChoices(input).stream().map(DataColumnSpec::getName).toList());
        assertEquals(List.of(),
            new AllImageColumns().columnChoices(DialogInput.unknown(TABLE, TABLE, ModelPortObject.TYPE)));
    }

    @Test
    void beginsWithAllStagesWhereThereMayBeRealHaze() {
        DialogInput one = DialogInput.of(TestTable.of("photo", IMAGE).spec());
        TrainHazeFlowNodeParameters alone = new TrainHazeFlowNodeParameters(one);
        assertEquals("photo", alone.cleanColumn);
        assertFalse(alone.reflow || alone.distillation);
        DialogInput two =
            DialogInput.of(TestTable.of("depth", IMAGE, "clean", IMAGE).spec(), TestTable.ofImages().spec());
        TrainHazeFlowNodeParameters both = new TrainHazeFlowNodeParameters(two);
        assertEquals(List.of("clean", "depth", DepthFrom.COLUMN),
            List.of(both.cleanColumn, both.depthColumn, both.depth));
        assertTrue(both.reflow && both.distillation);
    }

    /** Asks again where a busy machine does not answer within the second that a dialog waits. */
    private Message message(PortType... inputs) {
        Message told = Computed.of(new LengthMessage(), values, DialogInput.unknown(inputs)).orElseThrow();
        return told.title().equals("Not checked") ? message(inputs) : told;
    }

    @Test
    void saysHowManyStepsThereAre() {
        assertEquals("6,000 steps", message(TABLE).title());
        assertTrue(message(TABLE).description().matches(
            "Pretrain 30 epochs of 200 steps\\. It takes about [0-9]+\\.[0-9] GB of memory\\."),
            message(TABLE).description());
        values.put(StageParameters.PresetReference.class, Preset.CUSTOM);
        values.put(StageParameters.DistillationReference.class, true);
        assertEquals("6,000 steps", message(TABLE, TABLE).title());
        assertTrue(message(TABLE, TABLE).description()
            .startsWith("Pretrain 3 epochs of 1,000 steps, Distillation 3 epochs of 1,000 steps."));
        assertFalse(message(TABLE, TABLE, ModelPortObject.TYPE).description().contains("GB"));
    }

    @Test
    void saysWhatATrainingLacks() {
        values.put(StageParameters.ReflowReference.class, true);
        assertEquals("There are no real hazy images", message(TABLE).title());
        values.put(ImagesParameters.PretrainReference.class, false);
        assertEquals("Reflow needs a model that has been trained, and there is none", message(TABLE, TABLE).title());
        assertEquals("500 steps", message(TABLE, TABLE, ModelPortObject.TYPE).title());
        values.put(StageParameters.ReflowReference.class, false);
        assertEquals("No stage is chosen", message(TABLE).title());
        values.put(ImagesParameters.PretrainReference.class, true);
        values.put(StageParameters.PresetReference.class, Preset.CUSTOM);
        values.put(LengthMessage.CropReference.class, 17);
        assertEquals("Crops of 17 pixels do not fit the network", message(TABLE).title());
        values.put(LengthMessage.CropReference.class, 0);
        assertEquals(Optional.empty(), Computed.of(new LengthMessage(), values, DialogInput.unknown(TABLE)));
    }

    private static Optional<Message> loss(PerceptualLoss chosen, Path folder) {
        return Computed.of(new PerceptualMessage(), Map.of(PerceptualMessage.LossReference.class, chosen,
            PerceptualMessage.FolderReference.class, folder.toString()), DialogInput.unknown(TABLE));
    }

    @Test
    void saysWhichPerceptualLossThereIs(@TempDir Path folder) throws IOException {
        assertEquals(Optional.empty(), loss(PerceptualLoss.STRUCTURE, folder));
        assertEquals("The structure loss is used", loss(PerceptualLoss.AUTOMATIC, folder).orElseThrow().title());
        assertEquals(MessageType.ERROR, loss(PerceptualLoss.LPIPS, folder).orElseThrow().type());
        Files.createFile(folder.resolve(LpipsNet.VGG.weights().file()));
        assertEquals("LPIPS is used", loss(PerceptualLoss.AUTOMATIC, folder).orElseThrow().title());
        assertEquals(MessageType.SUCCESS, loss(PerceptualLoss.LPIPS, folder).orElseThrow().type());
    }
}
