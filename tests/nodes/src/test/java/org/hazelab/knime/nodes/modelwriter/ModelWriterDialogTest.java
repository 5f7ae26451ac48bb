// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.hazelab.knime.nodes.dialog.Told;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog of the Model Writer begins with the format and says where the file goes. */
class ModelWriterDialogTest {

    private static final DialogInput INPUT = DialogInput.unknown(ModelPortObject.TYPE);

    @TempDir
    private Path folder;
    private final ModelWriterNodeParameters parameters = new ModelWriterNodeParameters();

    @Test
    void showsThePathWithTheExtensionOfTheFormat() {
        parameters.folder = folder.toString();
        assertEquals(Optional.of(new Message("The file will be written", folder.resolve("model.safetensors") + ".",
            MessageType.INFO)), Told.by(parameters, INPUT));
        parameters.format = ModelWriterNodeParameters.Format.TORCHSCRIPT;
        assertEquals(folder.resolve("model.pt") + ".", Told.by(parameters, INPUT).orElseThrow().description());
        parameters.fileName = "a/b";
        assertEquals(Optional.empty(), Told.by(parameters, INPUT));
    }

    @Test
    void beginsWithTheFormat() {
        assertEquals(List.of("Format", "Folder", "File name", "If the file exists"),
            Dialog.of(parameters, INPUT).basic().stream().map(Dialog.Control::title).toList());
    }
}
