// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training of HazeFlow is killed in each stage, and gives the same bytes as one that never stopped. */
class HazeFlowKilledTest {

    @TempDir
    private Path folder;

    /** The bytes of a file whose description does not say how long the epochs took. */
    private byte[] withoutTimes(Path file) throws HazeLabException, IOException {
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription all = model.description();
            TreeMap<String, String> training = new TreeMap<>(all.training().texts());
            assertTrue(training.keySet().removeIf(key -> key.equals("seconds") || key.endsWith(".seconds")));
            Path timeless = folder.resolve("timeless");
            ModelFile.write(timeless, true, new ModelDescription(all.method(), all.configuration(),
                all.normalization(), ModelEntries.of(training), all.versions()), model.readAll(Progress.NONE),
                Progress.NONE);
            return Files.readAllBytes(timeless);
        }
    }

    /** Runs the training in a process of its own, and kills it in the middle of an epoch. */
    private void trainUntil(String report, Path checkpoint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dhazelab.natives=" + System.getProperty("hazelab.natives"), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HazeFlowProgram.class.getName(), checkpoint.toString(), folder.resolve("killed").toString(), report)
            .redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        List<String> printed = new ArrayList<>();
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (!printed.contains(HazeFlowProgram.WAITS)) {
                String line = reader.readLine();
                assertTrue(line != null, () -> "ended before " + report + ": " + printed);
                printed.add(line);
            }
            process.destroyForcibly();
            assertNotEquals(0, process.waitFor());
        }
    }

    @Test
    void givesTheSameBytes() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        trainUntil("Pretrain: Epoch 2 of 2, step 2 of 2", checkpoint);
        trainUntil("Reflow: Epoch 2 of 2, step 2 of 2", checkpoint);
        trainUntil("Distillation: Epoch 1 of 2, step 2 of 2", checkpoint);
        TrainMethod.Result resumed =
            HazeFlowProgram.train(checkpoint, folder.resolve("resumed"), Progress.NONE);
        assertEquals(4, resumed.resumedAt());
        TrainMethod.Result whole =
            HazeFlowProgram.train(folder.resolve("other"), folder.resolve("whole"), Progress.NONE);
        assertEquals(whole.history().stream().map(HistoryLine::round).toList(),
            resumed.history().stream().map(HistoryLine::round).toList());
        assertEquals(1, whole.rows().get("validation"));
        assertEquals(2, whole.rows().get("pairs"));
        assertArrayEquals(withoutTimes(folder.resolve("whole")), withoutTimes(folder.resolve("resumed")));
        assertArrayEquals(withoutTimes(folder.resolve("other")), withoutTimes(checkpoint));
    }
}
