// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.dialog.PlaceMessage.Look;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

class DialogPartsTest {

    @TempDir
    private Path folder;

    private Message at(final Optional<Look> look) throws HazeLabException {
        return look.orElseThrow().at(Optional.of(folder)).orElseThrow();
    }

    @Test
    void offersTheDevicesThatAreThereAndTheStoredOne() {
        assertEquals(
            List.of(new StringChoice("auto", "Automatic (GPU if there is one)"), new StringChoice("cpu", "CPU"),
                new StringChoice("cuda:0", "GPU 0: H200"),
                new StringChoice("cuda:3", "cuda:3 (not found on this computer)")),
            DeviceChoices.choices("cuda:3", List.of("H200"), false));
        assertEquals(List.of("auto", "cpu"),
            DeviceChoices.choices("auto", List.of(), false).stream().map(StringChoice::id).toList());
        assertEquals("gpu (stored)", DeviceChoices.choices("gpu", List.of(), false).get(2).text());
        assertEquals("mps (not found on this computer)", DeviceChoices.choices("mps", List.of(), false).get(2).text());
        assertEquals(
            List.of(new StringChoice("auto", "Automatic (GPU if there is one)"), new StringChoice("cpu", "CPU"),
                new StringChoice("mps", "Apple GPU (not for training)")),
            DeviceChoices.choices("mps", List.of(), true));
    }

    @Test
    void saysWhatImagesAFolderHas() throws IOException, HazeLabException {
        assertEquals(Optional.empty(), Places.images(" ", false, "*"));
        Message none = at(Places.images("knime://knime.workflow/", false, "*"));
        assertEquals(MessageType.WARNING, none.type());
        assertEquals("No images", none.title());
        for (String name : List.of("a.png", "b.JPG", "c.jpeg", "d.tiff", "e.txt", "f.bmp")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals(new Message("5 images", folder + ": 1 BMP, 2 JPEG, 1 PNG, 1 TIFF.", MessageType.SUCCESS),
            at(Places.images(folder.toString(), false, "*")));
        assertEquals("1 image", at(Places.images(folder.toString(), false, "a*")).title());
        for (int i = 0; i < 1000; i++) {
            Files.createFile(folder.resolve("x" + i + ".png"));
        }
        assertTrue(at(Places.images(folder.toString(), false, "*")).title().matches("At least \\d{2,3} images"));
    }

    @Test
    void saysWhatIsWrongWithAPlace() {
        Look look = Places.images(folder.resolve("gone").toString(), false, "*").orElseThrow();
        Message told = PlaceMessage.answer(look, Optional.empty()).orElseThrow();
        assertEquals(MessageType.ERROR, told.type());
        assertTrue(told.title().contains("does not exist"), told.title());
    }

    @Test
    void saysWhichFilesOfAListAreThere() throws IOException, HazeLabException {
        Path there = Files.createFile(folder.resolve("a.png"));
        assertEquals("1 file", at(Places.files(there.toString())).title());
        Message gone = at(Places.files(there + "\nknime://knime.workflow/b.png"));
        assertEquals(new Message("1 of 2 files not found", "The first one is " + folder.resolve("b.png") + ".",
            MessageType.ERROR), gone);
    }

    @Test
    void saysWhatAModelIs() throws IOException, HazeLabException {
        Path file = folder.resolve("model.safetensors");
        TestModel.of(1000).write(file);
        Message told = at(Places.model(file.toString(), NormalizationChoice.OF_MODEL));
        assertTrue(told.title().contains("normalization"), told.toString());
        assertTrue(told.description().contains("The model says: "), told.toString());
        ModelFile.write(file, true, new HazeFlowModel(HazeFlowSize.TINY.shape()).description(ModelEntries.EMPTY,
            ModelEntries.EMPTY), Map.of("a", new FloatTensor(new int[] {1}, new float[] {1})), Progress.NONE);
        assertEquals(new Message("HazeFlow",
            "The model says: attention level 2, blocks 1, multipliers 1,2,2, width 8.", MessageType.SUCCESS),
            at(Places.model(file.toString(), NormalizationChoice.OF_MODEL)));
    }

    @Test
    void saysWhereResultsGo() throws IOException, HazeLabException {
        String gone = folder.resolve("out").toString();
        assertEquals("The folder will be created", at(Places.outputFolder(gone, true)).title());
        assertEquals(MessageType.ERROR, at(Places.outputFolder(gone, false)).type());
        assertEquals("The folder does not exist", at(Places.outputFile(gone, "a.csv", false)).title());
        assertEquals(new Message("The file will be written", folder.resolve("a.csv") + ".", MessageType.INFO),
            at(Places.outputFile(folder.toString(), "a.csv", false)));
        Files.createFile(folder.resolve("a.csv"));
        assertEquals("The file exists already", at(Places.outputFile(folder.toString(), "a.csv", true)).title());
        assertEquals("This is a file, not a folder",
            at(Places.outputFolder(folder.resolve("a.csv").toString(), true)).title());
    }

    @Test
    void saysHowFilesAreNamed() throws IOException, HazeLabException {
        Optional<List<String>> columns = Optional.of(List.of("RowID", "name"));
        String there = folder.toString();
        assertEquals(new Message("The files will be written", folder.resolve("{name}_a.png") + ".", MessageType.INFO),
            at(Places.outputFiles(there, "{name}_a", ".png", columns, false)));
        Path gone = folder.resolve("out");
        assertEquals(gone.resolve("{RowID}.tif") + ". The folder will be created.",
            at(Places.outputFiles(gone.toString(), "{RowID}", ".tif", columns, true)).description());
        assertEquals("The folder does not exist",
            at(Places.outputFiles(gone.toString(), "{RowID}", ".tif", columns, false)).title());
        assertTrue(PlaceMessage.answer(Places.outputFiles(there, "{nam}", ".png", columns, false).orElseThrow(),
            Optional.empty()).orElseThrow().title().contains("names the column \"nam\", which does not exist"));
        assertEquals(MessageType.INFO,
            at(Places.outputFiles(there, "{nam}", ".png", Optional.<List<String>>empty(), false)).type());
        assertEquals(MessageType.ERROR, PlaceMessage.answer(
            Places.outputFiles(there, "{name", ".png", columns, false).orElseThrow(), Optional.empty()).orElseThrow()
            .type());
    }

    @Test
    void knowsAtTheFieldWhatAFileNameIs() {
        String pattern = new IsFileName().getPattern();
        for (String fine : List.of("a", "table.csv", " a b ", "..a")) {
            assertTrue(fine.matches(pattern), fine);
        }
        for (String wrong : List.of("", "  ", "a/b", "a\\b", "/")) {
            assertFalse(wrong.matches(pattern), wrong);
        }
    }

    @Test
    void doesNotWaitForWhatDoesNotAnswer() {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        Callable<String> stuck = () -> {
            asked.countDown();
            while (never.getCount() > 0) { // as a file system that no interrupt reaches
                Thread.onSpinWait();
            }
            return "";
        };
        try {
            while (asked.getCount() > 0) { // a question that a busy machine does not begin in time is dropped
                assertEquals(Optional.empty(), Waiting.within(1, stuck));
            }
            assertEquals(Optional.empty(), Waiting.within(60_000, () -> "begun while two are stuck"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void countsTheInputsThatAreThere() {
        NodeParametersInput input =
            DialogInput.unknown(BufferedDataTable.TYPE, ModelPortObject.TYPE, BufferedDataTable.TYPE);
        assertEquals(2, Inputs.count(input, BufferedDataTable.TYPE));
        assertEquals(1, Inputs.count(input, ModelPortObject.TYPE));
        assertEquals(0, Inputs.count(null, BufferedDataTable.TYPE));
    }

    /** A thread that has just answered is no reason to refuse the next question. */
    @Test
    void answersQuestionsThatFollowEachOtherAtOnce() {
        for (int i = 0; i < 2000; i++) {
            int asked = i;
            assertEquals(Optional.of(asked), Waiting.within(10_000, () -> asked));
        }
    }
}
