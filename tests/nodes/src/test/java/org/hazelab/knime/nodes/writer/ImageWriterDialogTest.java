// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.hazelab.knime.nodes.dialog.Told;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog of the Image Writer says where the files go and what is wrong with their names. */
class ImageWriterDialogTest {

    @TempDir
    private Path folder;
    private final ImageWriterNodeParameters parameters = new ImageWriterNodeParameters();

    private Message told() {
        parameters.folder = folder.toString();
        return Told.by(parameters, DialogInput.of(TestTable.of("name", StringCell.TYPE).spec())).orElseThrow();
    }

    @Test
    void showsThePathOfTheFiles() {
        parameters.fileName = "{name}_dehazed";
        parameters.format = ImageWriterNodeParameters.Format.TIFF_FLOAT;
        assertEquals(new Message("The files will be written", folder.resolve("{name}_dehazed.tif") + ".",
            MessageType.INFO), told());
        parameters.format = ImageWriterNodeParameters.Format.JPEG;
        assertEquals(folder.resolve("{name}_dehazed.jpg") + ".", told().description());
    }

    @Test
    void namesAColumnThatDoesNotExist() {
        parameters.fileName = "{nam}";
        assertEquals(MessageType.ERROR, told().type());
        assertTrue(told().title().contains("\"nam\""), told().title());
        assertEquals(MessageType.INFO, Told.by(parameters, DialogInput.unknown(BufferedDataTable.TYPE)).orElseThrow()
            .type());
    }

    @Test
    void refusesBracesThatDoNotMatchWhenTheDialogIsClosed() {
        parameters.fileName = "{name";
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage()
            .contains("braces that do not match"));
    }
}
