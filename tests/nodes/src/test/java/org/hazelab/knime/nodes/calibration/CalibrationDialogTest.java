// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Computed;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

class CalibrationDialogTest {

    private static final int BASIC_AND_VARIANT = 5;

    private final NodeParametersInput input = DialogInput.of(TestTable.of("mean", TestTable.IMAGE).spec());

    private List<String> shown(final String folder) {
        CalibrationNodeParameters parameters = new CalibrationNodeParameters(input);
        parameters.folder = folder;
        return Dialog.of(parameters, input).shown().map(Dialog.Control::key).skip(BASIC_AND_VARIANT).toList();
    }

    @Test
    void asksHowToWriteTheDiagramOnlyWithAFolder() {
        assertEquals(List.of("folder"), shown(""));
        assertEquals(List.of("folder", "createFolder", "fileName", "fileMessage", "ifExists"), shown("/data"));
    }

    private Optional<Message> message(final String folder, final String name) {
        return Computed.of(new CalibrationNodeParameters.FileMessage(),
            Map.of(CalibrationNodeParameters.FolderReference.class, folder,
                CalibrationNodeParameters.CreateFolderReference.class, true,
                CalibrationNodeParameters.FileNameReference.class, name),
            input);
    }

    @Test
    void saysWhichFileIsWritten(@TempDir final Path folder) {
        assertEquals(Optional.empty(), message("", "a"));
        for (String name : List.of("a", "a.svg")) {
            assertEquals(Optional.of(new Message("The file will be written", folder.resolve("a.svg") + ".",
                MessageType.INFO)), message(folder.toString(), name));
        }
    }
}
