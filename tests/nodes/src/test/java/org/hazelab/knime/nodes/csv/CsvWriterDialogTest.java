// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.knime.nodes.dialog.Told;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog of the CSV Writer says where the file goes. */
class CsvWriterDialogTest {

    @TempDir
    private Path folder;

    @Test
    void showsThePathOfTheFile() throws IOException {
        CsvWriterNodeParameters parameters = new CsvWriterNodeParameters();
        parameters.folder = folder.resolve("out").toString();
        parameters.fileName = " a.csv ";
        assertEquals(
            new Message("The file will be written", folder.resolve("out/a.csv") + ".", MessageType.INFO),
            told(parameters).orElseThrow());
        parameters.createFolder = false;
        assertEquals(MessageType.ERROR, told(parameters).orElseThrow().type());
        Files.createFile(Files.createDirectory(folder.resolve("out")).resolve("a.csv"));
        assertEquals("The file exists already", told(parameters).orElseThrow().title());
        parameters.fileName = " ";
        assertEquals(Optional.empty(), told(parameters));
    }

    private static Optional<Message> told(final CsvWriterNodeParameters parameters) {
        return Told.by(parameters, DialogInput.unknown(BufferedDataTable.TYPE));
    }
}
