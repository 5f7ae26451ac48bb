// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.workflow.NodeMessage;

class ModelReaderTest {

    private NodeTester reader;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        reader = new NodeTester(new ModelReaderNodeFactory());
        file = reader.workflow().resolve("data/model.safetensors");
        Files.createDirectories(file.getParent());
    }

    @AfterEach
    void end() throws IOException {
        reader.close();
    }

    @Test
    void givesACopyOfTheFileWithWhatItSays() throws IOException {
        TestModel.of(1000).write(file);
        byte[] bytes = Files.readAllBytes(file);
        Outcome outcome = reader.execute();
        outcome.isQuiet();
        ModelPortObject model = outcome.other(ModelPortObject.class);
        assertEquals(TestModel.DESCRIPTION, model.description());
        assertNotEquals(file, model.file());
        Files.delete(file);
        assertArrayEquals(bytes, Files.readAllBytes(model.file()));
        assertEquals("Model of the method some-method, 4 kB", model.getSummary());
    }

    @Test
    void knowsTheModelBeforeItExecutesIfTheFileIsThere() throws IOException {
        assertNull(reader.configure().specs().get(0));
        TestModel.of(10).write(file);
        assertEquals(TestModel.of(10).spec(), reader.configure().specs().get(0));
    }

    @Test
    void takesTheFileForWhatItIsWhateverItIsCalled() throws IOException {
        TestModel.of(10).write(reader.workflow().resolve("model.pth"));
        reader.set("file", "knime://knime.workflow/model.pth").execute().isQuiet();
    }

    @Test
    void takesAPathOfThisComputer() throws IOException {
        TestModel.of(10).write(file);
        reader.set("file", file.toString()).execute().isQuiet();
    }

    private void failsAndWarnsBefore(final String expected) {
        String failure = reader.execute().failure();
        assertEquals(expected, failure);
        Outcome configured = reader.configure();
        assertEquals(NodeMessage.newWarning(expected), configured.message());
        assertNull(configured.specs().get(0));
    }

    @Test
    void saysThatTheFileIsMissingOnceItIsWanted() {
        assertEquals(NodeMessage.NONE, reader.configure().message());
        assertEquals("The file \"" + file + "\" does not exist. Check the path.", reader.execute().failure());
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        TestModel.of(1000).write(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        String failure = reader.execute().failure();
        assertTrue(failure.startsWith("The file \"" + file + "\" is incomplete: "), failure);
        failsAndWarnsBefore(failure);
    }

    @Test
    void refusesAFileOfAnotherKind() throws IOException {
        Files.writeString(file, "no model at all, but quite some text");
        failsAndWarnsBefore("The file \"" + file + "\" is neither a safetensors file nor a PyTorch checkpoint. "
            + "Choose a model file.");
    }

    @Test
    void saysThatTheMethodOfACheckpointCannotBeTold() throws IOException {
        byte[] emptyDictionary = {(byte)0x80, 2, '}', '.'};
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("archive/data.pkl");
            CRC32 sum = new CRC32();
            sum.update(emptyDictionary);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(emptyDictionary.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(emptyDictionary);
        }
        failsAndWarnsBefore("The file \"" + file + "\" is a PyTorch checkpoint, but it cannot be told which method its "
            + "0 tensors are for. Choose a model file of HazeLab, or weights that the authors of one of its methods "
            + "have "
            + "published.");
    }

    /** As Python saves the weights of a training that averages them, without a word of HazeLab. */
    @Test
    void saysWhichOfSeveralSetsOfWeightsItTook() throws Exception {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        HazeMatchingNetwork.of(28).initialWeights(1).forEach((name, tensor) -> tensors.put("model." + name, tensor));
        HazeMatchingNetwork.of(28).initialWeights(2)
            .forEach((name, tensor) -> tensors.put("ema_model." + name, tensor));
        SafetensorsFile.write(file, false, Map.of("format", "pt"), tensors, Progress.NONE);
        Outcome outcome = reader.set("normalization", "ORGANOIDS1").execute();
        assertEquals(
            "The file has 2 sets of weights. Those averaged over the training are taken, \"ema_model\", as they are "
                + "made to dehaze with; left aside: \"model\".",
            outcome.warning());
        ModelPortObject model = outcome.other(ModelPortObject.class);
        assertEquals("493.80344", model.description().normalization().text("target_mean"));
        try (ModelFile read = ModelFile.open(model.file())) {
            assertEquals(HazeMatchingNetwork.of(28).initialWeights(2), read.readAll(Progress.NONE));
        }
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws Exception {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(HazeMatchingNetwork.of(28).initialWeights(1));
        tensors.put("out.2.bias", new FloatTensor(new int[] {1}, new float[] {Float.NaN}));
        SafetensorsFile.write(file, false, Map.of(), tensors, Progress.NONE);
        assertEquals("The file \"" + file
            + "\" cannot be used: its tensor \"out.2.bias\" has 1 weight of 1 that is no finite "
            + "number, the first being NaN. Take an earlier checkpoint of that training, or train again at a lower "
            + "learning "
            + "rate.", reader.execute().failure());
    }

    @Test
    void refusesAFolderAndNoFileAtAll() {
        reader.set("file", "knime://knime.workflow/data");
        failsAndWarnsBefore("\"" + file.getParent() + "\" is a folder, not a model file. Choose a file in it.");
        assertEquals("No file is given. Enter the model file to read.",
            reader.set("file", " ").configure().refusal());
    }

    @Test
    void leavesNothingBehindInTheWorkflow() throws IOException {
        TestModel.of(10).write(file);
        reader.execute().isQuiet();
        assertEquals(List.of("data/model.safetensors"), reader.files());
    }
}
