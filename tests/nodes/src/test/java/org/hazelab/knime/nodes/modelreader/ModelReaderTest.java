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
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.TestModel;
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
            + "0 tensors are for. Choose a model file of HazeLab, or weights that the authors of one of its methods have "
            + "published.");
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
