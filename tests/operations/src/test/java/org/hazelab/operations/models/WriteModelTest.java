// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.models.WriteModel.Format;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.hazelab.operations.files.OverwritePolicy;

class WriteModelTest {

    @TempDir
    Path temp;
    private Path model;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        model = temp.resolve("model");
        folder = temp.resolve("a/b");
        byte[] bytes = new byte[9_500_000]; // pieces are of 4 MiB
        new Random(1).nextBytes(bytes);
        Files.write(model, bytes);
    }

    private WriteModel.Result write(final String name, final OverwritePolicy policy) throws HazeLabException {
        return WriteModel.run(new WriteModel.Config(folder, true, name, Format.SAFETENSORS, policy), model,
            Progress.NONE);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void copiesToTheByteUnderTheName() throws HazeLabException, IOException {
        WriteModel.Result result = write("m", OverwritePolicy.FAIL);
        assertEquals(new WriteModel.Result(folder.resolve("m.safetensors"), true), result);
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(result.file()));
        assertEquals(List.of("m.safetensors"), files());
    }

    @Test
    void copiesAnEmptyFile() throws HazeLabException, IOException {
        Files.write(model, new byte[0]);
        assertEquals(0, Files.size(write("m", OverwritePolicy.FAIL).file()));
    }

    @Test
    void keepsToThePolicy() throws HazeLabException, IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("m.safetensors"), "old");
        assertEquals("The file \"" + file + "\" exists already",
            assertThrows(HazeLabException.class, () -> write("m", OverwritePolicy.FAIL)).summary());
        assertEquals(new WriteModel.Result(file, false), write("m", OverwritePolicy.SKIP));
        assertEquals("old", Files.readString(file));
        assertEquals(folder.resolve("m_2.safetensors"), write("m.safetensors", OverwritePolicy.UNIQUE).file());
        assertTrue(write("m", OverwritePolicy.OVERWRITE).written());
        assertEquals(9_500_000, Files.size(file));
    }

    @Test
    void refusesAFolderThatIsNotThereUnlessItMayBeCreated() {
        assertThrows(HazeLabException.class, () -> WriteModel.run(
            new WriteModel.Config(folder, false, "m", Format.SAFETENSORS, OverwritePolicy.FAIL), model, Progress.NONE));
    }

    @Test
    void knowsAFileName() {
        for (String name : List.of("a", "a.safetensors", "a.pt", " a ", "a.b")) {
            assertTrue(WriteModel.isFileName(name), name);
        }
        for (String name : List.of("", " ", ".safetensors", ".pt", "a/b", "a\\b")) {
            assertEquals("\"" + name + "\" is no file name",
                assertThrows(HazeLabException.class, () -> write(name, OverwritePolicy.FAIL)).summary());
        }
    }

    /** Cancels after a number of reports. */
    private static final class Canceling implements Progress {

        private final List<String> messages = new ArrayList<>();
        private final int after;

        private Canceling(final int after) {
            this.after = after;
        }

        @Override
        public void report(final double fraction, final String message) {
            messages.add(message);
        }

        @Override
        public void checkCanceled() {
            if (messages.size() >= after) {
                throw new CancellationException();
            }
        }
    }

    @Test
    void leavesNothingWhereItWasCancelled() throws HazeLabException, IOException {
        Canceling all = new Canceling(Integer.MAX_VALUE);
        WriteModel.Config config =
            new WriteModel.Config(folder, true, "m", Format.SAFETENSORS, OverwritePolicy.OVERWRITE);
        WriteModel.run(config, model, all);
        assertEquals(List.of("Copied 0.0 of 9.5 MB", "Copied 4.2 of 9.5 MB", "Copied 8.4 of 9.5 MB",
            "Copied 9.5 of 9.5 MB"), all.messages);
        Files.writeString(folder.resolve("m.safetensors"), "old");
        for (int after = 0; after <= all.messages.size(); after++) {
            Canceling canceling = new Canceling(after);
            assertThrows(CancellationException.class, () -> WriteModel.run(config, model, canceling));
            assertEquals(List.of("m.safetensors"), files());
            assertEquals("old", Files.readString(folder.resolve("m.safetensors")));
        }
    }
}
