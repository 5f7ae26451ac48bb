// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Settings;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

class ModelWriterTest {

    private final TestModel model = TestModel.of(1000);
    private NodeTester writer;
    private Path file;

    @BeforeEach
    void start() {
        writer = new NodeTester(new ModelWriterNodeFactory());
        file = writer.workflow().resolve("data/output/model.safetensors");
    }

    @AfterEach
    void end() throws IOException {
        writer.close();
    }

    @Test
    void writesTheVeryBytesOfTheModel() throws IOException, HazeLabException {
        writer.execute(model).isQuiet();
        assertEquals(List.of("data/output/model.safetensors"), writer.files());
        Path other = model.write(writer.workflow().resolve("other"));
        assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(file));
        try (ModelFile read = ModelFile.open(file)) {
            assertEquals(TestModel.DESCRIPTION, read.description());
        }
    }

    @Test
    void leavesAFileThatIsThereUnlessToldToOverwriteIt() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old");
        String failure = writer.execute(model).failure();
        assertTrue(failure.startsWith("The file \"" + file + "\" exists already"), failure);
        assertEquals("old", Files.readString(file));
        writer.set("ifExists", "OVERWRITE").execute(model).isQuiet();
        assertTrue(Files.size(file) > 4000);
        assertEquals(List.of("data/output/model.safetensors"), writer.files());
    }

    @Test
    void addsTheEndingWhereItIsMissing() throws IOException {
        for (String name : List.of("a", "b.safetensors", "c.v2", " d ")) {
            writer.set("fileName", name).execute(model).isQuiet();
        }
        assertEquals(List.of("data/output/a.safetensors", "data/output/b.safetensors",
            "data/output/c.v2.safetensors", "data/output/d.safetensors"), writer.files());
    }

    @Test
    void makesMissingFoldersUnlessToldNotTo() throws IOException {
        String failure = writer.set("createFolder", false).execute(model).failure();
        assertTrue(failure.startsWith("The folder \"" + file.getParent() + "\" does not exist"), failure);
        assertEquals(List.of(), writer.files());
    }

    /** What libtorch makes of the archive, the tests of methods and operations say. */
    @Test
    void writesTorchScriptUnderItsOwnEnding() throws IOException {
        writer.set("format", "TORCHSCRIPT").execute(DehazingModel.untrained()).isQuiet();
        try (ZipFile zip = new ZipFile(file.resolveSibling("model.pt").toFile())) {
            ZipEntry about = zip.getEntry("archive/extra/hazelab.json");
            String text = new String(zip.getInputStream(about).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("\"hazelab.method\": \"hazematching\""), text);
            assertNotNull(zip.getEntry("archive/code/__torch__.py"));
        }
        String failure = writer.execute(DehazingModel.untrained()).failure();
        assertTrue(failure.startsWith("The file \"" + file.resolveSibling("model.pt") + "\" exists already"), failure);
        writer.set("format", "SAFETENSORS").set("fileName", "model.pt").execute(model).isQuiet();
        assertEquals(List.of("data/output/model.pt", "data/output/model.safetensors"), writer.files());
    }

    @Test
    void refusesToExportAModelOfAMethodThatNobodyHereKnows() throws IOException {
        writer.set("format", "TORCHSCRIPT");
        String expected = "The model is of the method \"some-method\", which is not among those that this HazeLab "
            + "knows: veil, hazematching, hazeflow. Update HazeLab, or choose another model.";
        assertEquals(expected, writer.configure(model.spec()).refusal());
        assertEquals(List.of(), writer.files());
    }

    /** Workflows from before there was a choice. */
    @Test
    void loadsSettingsWithoutAFormat() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(writer.defaults(), "format");
        assertEquals(writer.defaults().toStringValue(), writer.loadedAndSaved(old).toStringValue());
        assertEquals("SAFETENSORS", writer.defaults().getString("format"));
    }

    @Test
    void refusesWhatIsNoFileName() {
        for (String name : List.of("", " ", "a/b", "..\\b", ".safetensors", ".pt")) {
            String refusal = writer.set("fileName", name).configure(model.spec()).refusal();
            assertTrue(refusal.startsWith("\"" + name + "\" is no file name. Enter a name such as"), refusal);
        }
        assertEquals("No folder is given. Enter the folder to write into.",
            writer.reset().set("folder", "").configure(model.spec()).refusal());
    }
}
