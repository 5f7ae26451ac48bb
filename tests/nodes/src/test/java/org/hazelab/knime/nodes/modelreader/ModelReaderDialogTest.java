// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.knime.nodes.dialog.Told;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** The dialog of the Model Reader says what the file is, and asks for constants where they have an effect. */
class ModelReaderDialogTest {

    @TempDir
    private Path folder;
    private final ModelReaderNodeParameters parameters = new ModelReaderNodeParameters();

    private Message told() {
        return Told.by(parameters, DialogInput.of()).orElseThrow();
    }

    @Test
    void saysWhatTheFileIs() throws IOException {
        parameters.file = folder.resolve("model.safetensors").toString();
        assertEquals(MessageType.ERROR, told().type());
        TestModel.of(1000).write(folder.resolve("model.safetensors"));
        assertEquals("some-method, normalization known", told().title());
        assertEquals(MessageType.SUCCESS, told().type());
    }

    @Test
    void saysThatConstantsAreIncomplete() {
        parameters.normalizationMean = "7";
        assertEquals(new Message("Mean and standard deviation cannot be used",
            "Of mean and standard deviation only one is given. Enter both, or none.", MessageType.ERROR), told());
        assertThrows(InvalidSettingsException.class, parameters::validate);
        parameters.normalizationStd = "abc";
        assertThrows(InvalidSettingsException.class, parameters::validate);
    }

    private List<String> constants() {
        return Dialog.of(parameters, DialogInput.of()).shown().map(Dialog.Control::title)
            .filter(List.of("Mean", "Standard deviation")::contains).toList();
    }

    @Test
    void asksForConstantsThatHaveAnEffect() {
        List<String> both = List.of("Mean", "Standard deviation");
        assertEquals(List.of(), constants());
        parameters.normalization = NormalizationSource.CUSTOM;
        assertEquals(both, constants());
        parameters.normalizationStd = "2"; // as workflows from before that have both for a model without constants
        parameters.normalization = NormalizationSource.FROM_MODEL;
        assertEquals(both, constants());
        parameters.normalization = NormalizationSource.NEURON;
        assertEquals(List.of(), constants());
    }

    @Test
    void usesWhatWasEnteredForAModelWithoutConstants() throws InvalidSettingsException {
        parameters.normalizationMean = "7";
        parameters.normalizationStd = "2";
        parameters.validate();
        assertTrue(parameters.choice().toString().contains("7"), parameters.choice().toString());
    }
}
