// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipFile;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.operations.models.WriteModel.Format;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.hazelab.operations.files.OverwritePolicy;

class WriteTorchScriptTest {

    private static final int SIZE = 28;
    private static final Network NETWORK = HazeMatchingNetwork.of(SIZE);
    private static final Map<String, FloatTensor> WEIGHTS = NETWORK.initialWeights(1);

    @TempDir
    static Path models;
    private static Path model;

    @TempDir
    Path temp;
    private Path folder;

    /** As if it was trained: where a network starts with zeros, its velocity would be 0 whatever it is shown. */
    @BeforeAll
    static void writeModel() throws HazeLabException {
        RandomStream random = RandomStream.of(5);
        for (FloatTensor tensor : WEIGHTS.values()) {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += (float)(0.2 * random.nextDouble() - 0.1);
            }
        }
        model = models.resolve("model");
        ModelFile.write(model, false, new HazeMatchingModel(SIZE, SIZE, 20, Optional.of(new Normalization(1, 2, 3, 4)))
            .description(ModelEntries.EMPTY.with("note", "\u00fc\"\n"), ModelEntries.EMPTY), WEIGHTS, Progress.NONE);
    }

    @BeforeEach
    void start() {
        folder = temp.resolve("a/b");
    }

    private WriteModel.Config config(String name, OverwritePolicy policy) {
        return new WriteModel.Config(folder, true, name, Format.TORCHSCRIPT, policy);
    }

    private WriteModel.Result write(String name, OverwritePolicy policy) throws HazeLabException {
        return WriteModel.run(config(name, policy), model, Progress.NONE);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static FloatTensor velocity(byte[] archive) throws HazeLabException {
        FloatTensor x = FloatTensor.zeros(2, 2, 16, 24);
        RandomStream random = RandomStream.of(7);
        for (int i = 0; i < x.values().length; i++) {
            x.values()[i] = (float)random.nextDouble();
        }
        FloatTensor t = new FloatTensor(new int[] {2}, new float[] {0.2f, 0.9f});
        try (ScriptModule module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, "")), archive,
            Progress.NONE)) {
            return module.forward(List.of(t, x), Progress.NONE).get(0);
        }
    }

    @Test
    void writesAProgramWithTheVelocityOfTheModel() throws HazeLabException, IOException {
        WriteModel.Result result = write("m", OverwritePolicy.FAIL);
        assertEquals(new WriteModel.Result(folder.resolve("m.pt"), true), result);
        assertEquals(List.of("m.pt"), files());
        FloatTensor exported = velocity(Files.readAllBytes(result.file()));
        assertEquals(velocity(NETWORK.archive(WEIGHTS, Order.ROWS)), exported);
        float[] asDehazed = velocity(NETWORK.archive(WEIGHTS, Order.CHANNELS_LAST)).values();
        // Seen: 6e-6 at most, with the kernels of several processors.
        assertArrayEquals(asDehazed, exported.values(), 1e-4f);
        Set<Float> different = new HashSet<>();
        for (float value : exported.values()) {
            different.add(value);
        }
        assertTrue(different.size() > 700, different.size() + " values of 768");
    }

    @Test
    void hasWhatTorchJitLoadLooksFor() throws HazeLabException, IOException {
        Path file = write("m", OverwritePolicy.FAIL).file();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> expected = new HashSet<>(Set.of("archive/data.pkl", "archive/code/__torch__.py",
                "archive/constants.pkl", "archive/version", "archive/extra/hazelab.json"));
            for (int i = 0; i < WEIGHTS.size(); i++) {
                expected.add("archive/data/" + i);
            }
            Set<String> found = new HashSet<>();
            zip.stream().forEach(entry -> found.add(entry.getName()));
            assertEquals(expected, found);
            byte[] about = zip.getInputStream(zip.getEntry("archive/extra/hazelab.json")).readAllBytes();
            String text = new String(about, StandardCharsets.UTF_8);
            assertTrue(text.contains("\"normalization.target_std\": \"2\""), text);
            assertTrue(text.contains("\"training.note\": \"\u00fc\\\"\\u000a\""), text);
        }
    }

    @Test
    void keepsToThePolicy() throws HazeLabException, IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("m.pt"), "old");
        assertEquals("The file \"" + file + "\" exists already",
            assertThrows(HazeLabException.class, () -> write("m", OverwritePolicy.FAIL)).summary());
        assertEquals(new WriteModel.Result(file, false), write("m", OverwritePolicy.SKIP));
        assertEquals("old", Files.readString(file));
        Path second = write("m.pt", OverwritePolicy.UNIQUE).file();
        assertEquals(folder.resolve("m_2.pt"), second);
        assertTrue(write("m", OverwritePolicy.OVERWRITE).written());
        assertArrayEquals(Files.readAllBytes(second), Files.readAllBytes(file));
        assertEquals(List.of("m.pt", "m_2.pt"), files());
    }

    /** A file of the other format in the same place is another file. */
    @Test
    void givesEachFormatItsEnding() throws HazeLabException, IOException {
        for (String name : List.of("a", "b.pt", "c.safetensors", "d.v2", " e.pt ")) {
            for (Format format : Format.values()) {
                WriteModel.run(new WriteModel.Config(folder, true, name, format, OverwritePolicy.FAIL), model,
                    Progress.NONE);
            }
        }
        assertEquals(List.of("a.pt", "a.safetensors", "b.pt", "b.safetensors", "c.pt", "c.safetensors", "d.v2.pt",
            "d.v2.safetensors", "e.pt", "e.safetensors"), files());
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(folder.resolve("b.safetensors")));
    }

    @Test
    void refusesAModelOfAMethodThatNobodyHereKnows() throws HazeLabException {
        ModelDescription foreign = new ModelDescription("some-method", ModelEntries.EMPTY, ModelEntries.EMPTY,
            ModelEntries.EMPTY, ModelEntries.EMPTY);
        Path file = temp.resolve("foreign");
        ModelFile.write(file, false, foreign, Map.of("w", FloatTensor.zeros(3)), Progress.NONE);
        String refusal = assertThrows(HazeLabException.class,
            () -> WriteModel.run(config("m", OverwritePolicy.FAIL), file, Progress.NONE)).getMessage();
        assertEquals("The model is of the method \"some-method\", which is not among those that this HazeLab knows: "
            + "hazematching, hazeflow. Update HazeLab, or choose another model.", refusal);
        assertEquals(refusal,
            assertThrows(HazeLabException.class, () -> WriteModel.check(foreign, Format.TORCHSCRIPT)).getMessage());
        assertFalse(Files.exists(folder));
        WriteModel.check(foreign, Format.SAFETENSORS);
    }

    @Test
    void refusesAModelWithoutItsWeights() throws HazeLabException, IOException {
        Path file = temp.resolve("empty");
        ModelFile.write(file, false, new HazeMatchingModel(SIZE, SIZE, 20, Optional.empty())
            .description(ModelEntries.EMPTY, ModelEntries.EMPTY), Map.of("w", FloatTensor.zeros(3)), Progress.NONE);
        String refusal = assertThrows(HazeLabException.class,
            () -> WriteModel.run(config("m", OverwritePolicy.FAIL), file, Progress.NONE)).summary();
        assertTrue(refusal.startsWith("The model's weights do not fit its network: "), refusal);
        assertEquals(List.of(), files());
    }

    /** Cancels after a number of reports. */
    private static final class Canceling implements Progress {

        private final List<Double> reports = new ArrayList<>();
        private final int after;

        private Canceling(int after) {
            this.after = after;
        }

        @Override
        public void report(double fraction, String message) {
            reports.add(fraction);
        }

        @Override
        public void checkCanceled() {
            if (reports.size() >= after) {
                throw new CancellationException();
            }
        }
    }

    @Test
    void leavesNothingWhereItWasCancelled() throws HazeLabException, IOException {
        Canceling all = new Canceling(Integer.MAX_VALUE);
        WriteModel.run(config("m", OverwritePolicy.OVERWRITE), model, all);
        assertEquals(all.reports.stream().sorted().toList(), all.reports);
        assertEquals(1, all.reports.get(all.reports.size() - 1));
        assertTrue(all.reports.size() > WEIGHTS.size() + 2, all.reports + "");
        Files.writeString(folder.resolve("m.pt"), "old");
        for (int after : List.of(0, 1, WEIGHTS.size() - 1, WEIGHTS.size(), WEIGHTS.size() + 1, all.reports.size())) {
            assertThrows(CancellationException.class,
                () -> WriteModel.run(config("m", OverwritePolicy.OVERWRITE), model, new Canceling(after)),
                "after " + after);
            assertEquals(List.of("m.pt"), files());
            assertEquals("old", Files.readString(folder.resolve("m.pt")));
        }
    }
}
