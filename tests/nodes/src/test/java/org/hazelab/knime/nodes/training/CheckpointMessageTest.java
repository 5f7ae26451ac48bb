// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.dialog.Computed;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

class CheckpointMessageTest {

    @TempDir
    private Path folder;

    private static Optional<Message> message(final Object file, final IfCheckpoint choice) {
        return Computed.of(new CheckpointMessage(), Map.of(CheckpointMessage.FileReference.class, file.toString(),
            CheckpointMessage.ChoiceReference.class, choice), DialogInput.unknown());
    }

    private static Message resume(final Object file) {
        return message(file, IfCheckpoint.RESUME).orElseThrow();
    }

    @Test
    void saysWhatWillHappen() throws IOException {
        assertEquals(Optional.empty(), message(" ", IfCheckpoint.RESUME));
        Path file = folder.resolve("checkpoint.safetensors");
        assertEquals(new Message("The checkpoint will be written", file + ".", MessageType.INFO), resume(file));
        Files.writeString(file, "no model");
        assertEquals(MessageType.ERROR, resume(file).type());
        assertEquals(new Message("The file exists already", file + ". It is replaced after the first epoch.",
            MessageType.WARNING), message(file, IfCheckpoint.REPLACE).orElseThrow());
    }

    @Test
    void saysWhatIsWrongWithThePath() {
        assertEquals("This is a folder, not a file", resume(folder).title());
        assertEquals("The folder does not exist", resume(folder.resolve("gone/a.safetensors")).title());
        assertEquals(MessageType.ERROR, resume("relative").type());
    }

    @Test
    void countsTheEpochsOfAllStages() throws HazeLabException {
        Path file = folder.resolve("checkpoint.safetensors");
        ModelFile.write(file, false,
            new ModelDescription("hazematching", ModelEntries.EMPTY, ModelEntries.EMPTY,
                ModelEntries.EMPTY.with("seconds", 1.5, 2).with("stage1.seconds", 3.0).with("seed", 42L),
                ModelEntries.EMPTY),
            Map.of("a", new FloatTensor(new int[] {1}, new float[1])), Progress.NONE);
        Message told = resume(file);
        assertEquals("Checkpoint of HazeMatching after 3 epochs", told.title());
        assertEquals(MessageType.SUCCESS, told.type());
    }
}
