// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesWhatIsNoFileName() {
        for (String name : List.of("", " ", "a/b", "..\\b", ".safetensors")) {
            String refusal = writer.set("fileName", name).configure(model.spec()).refusal();
            assertTrue(refusal.startsWith("\"" + name + "\" is no file name. Enter a name such as"), refusal);
        }
        assertEquals("No folder is given. Enter the folder to write into.",
            writer.reset().set("folder", "").configure(model.spec()).refusal());
    }
}
