// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.hazelab.knime.nodes.dialog.Told;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog of the Image Reader says which images it finds. */
class ImageReaderDialogTest {

    @TempDir
    private Path folder;
    private final ImageReaderNodeParameters parameters = new ImageReaderNodeParameters();

    @BeforeEach
    void start() throws IOException {
        Files.createFile(folder.resolve("a.png"));
        Files.createFile(Files.createDirectory(folder.resolve("below")).resolve("b.tif"));
        parameters.folder = folder.toString();
    }

    private Optional<Message> told() {
        return Told.by(parameters, DialogInput.of());
    }

    @Test
    void countsTheImagesOfAFolder() {
        assertEquals(Optional.of(new Message("1 image", folder + ": 1 PNG.", MessageType.SUCCESS)), told());
        parameters.includeSubfolders = true;
        assertEquals("2 images", told().orElseThrow().title());
        parameters.pattern = "*.tif";
        assertEquals(folder + ": 1 TIFF.", told().orElseThrow().description());
        parameters.folder = folder.resolve("gone").toString();
        assertEquals(MessageType.ERROR, told().orElseThrow().type());
        parameters.folder = "";
        assertEquals(Optional.empty(), told());
    }

    @Test
    void looksForTheFilesOfAList() {
        parameters.source = ImageReaderNodeParameters.Source.FILES;
        assertEquals(Optional.empty(), told());
        parameters.files = folder.resolve("a.png") + "\n" + folder.resolve("c.png");
        assertEquals("1 of 2 files not found", told().orElseThrow().title());
    }

    @Test
    void asksForBlackAndWhiteWhereTheyAreFixed() {
        assertFalse(titles().contains("Black"));
        parameters.range = ImageReaderNodeParameters.Range.FIXED;
        assertTrue(titles().containsAll(List.of("Black", "White")));
    }

    private List<String> titles() {
        return Dialog.of(parameters, DialogInput.of()).shown().map(Dialog.Control::title).toList();
    }
}
