// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.dehaze.DehazeNodeFactory;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.MethodOptions;
import org.hazelab.operations.training.TrainMethod;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method that neither operations nor nodes know is trained: two networks with an optimizer each, a teacher, a frozen
 * part and a moving average, in two stages.
 */
class VeilTrainingTest {

    private static final int EPOCHS = VeilTraining.EPOCHS;

    @TempDir
    private static Path folder;
    private static TrainMethod.Result whole;

    @TempDir
    private Path own;

    /** Trains without stopping. */
    @BeforeAll
    static void train() throws HazeLabException {
        whole = VeilTraining.train(Optional.of(folder.resolve("checkpoint")), folder.resolve("model"),
            Optional.empty(), Progress.NONE);
    }

    private static Map<String, FloatTensor> tensors(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return model.readAll(Progress.NONE);
        }
    }

    /**
     * The bytes of a file whose description does not say how long the epochs took, which no two trainings agree on.
     */
    private byte[] withoutTimes(Path file) throws HazeLabException, IOException {
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription all = model.description();
            TreeMap<String, String> training = new TreeMap<>(all.training().texts());
            assertTrue(training.keySet().removeIf(key -> key.equals("seconds") || key.endsWith(".seconds")));
            Path timeless = own.resolve("timeless");
            ModelFile.write(timeless, true, new ModelDescription(all.method(), all.configuration(),
                all.normalization(), ModelEntries.of(training), all.versions()), model.readAll(Progress.NONE),
                Progress.NONE);
            return Files.readAllBytes(timeless);
        }
    }

    private void assertTrainedAsTheWhole(Path checkpoint, Path model) throws HazeLabException, IOException {
        assertArrayEquals(withoutTimes(folder.resolve("model")), withoutTimes(model), "the model");
        assertArrayEquals(withoutTimes(folder.resolve("checkpoint")), withoutTimes(checkpoint), "the checkpoint");
    }

    @Test
    void trainsInTwoStagesWithNamedLosses() {
        List<HistoryLine> history = whole.history();
        assertEquals(2 * EPOCHS, history.size());
        for (int i = 0; i < history.size(); i++) {
            HistoryLine line = history.get(i);
            List<String> losses = i < EPOCHS ? VeilTask.PAIRED : VeilTask.OPPOSED;
            assertEquals(i < EPOCHS ? "Pretraining" : "Refinement", line.stage());
            assertEquals(losses, List.copyOf(line.round().losses().keySet()));
            assertEquals(losses, List.copyOf(line.round().validation().keySet()));
        }
        // Seen: from 0.0429 to 0.0221, and the critic from 1.3885 to 1.3785; kernels of processors differ by 1e-7.
        double first = history.get(0).round().losses().get("content");
        double last = history.get(2 * EPOCHS - 1).round().losses().get("content");
        assertTrue(last < 0.6 * first, history::toString);
        double critic = history.get(EPOCHS).round().losses().get("critic");
        assertTrue(history.get(2 * EPOCHS - 1).round().losses().get("critic") < critic, history::toString);
        assertEquals(4, whole.rows().get(VeilRecipe.TRAINING));
        assertEquals(1, whole.rows().get(VeilRecipe.VALIDATION));
    }

    @Test
    void writesTheAverageOfTheGeneratorAlone() throws HazeLabException {
        Map<String, FloatTensor> model = tensors(folder.resolve("model"));
        Map<String, FloatTensor> checkpoint = tensors(folder.resolve("checkpoint"));
        Map<String, FloatTensor> initial = VeilNetwork.toRefine().initialWeights(7);
        assertEquals(VeilNetwork.toInfer().initialWeights(0).keySet(), model.keySet());
        assertArrayEquals(initial.get("generator.stem.weight").values(), model.get("generator.stem.weight").values());
        for (String part : List.of("generator.body.weight", "generator.clear.bias", "generator.map.weight")) {
            assertEquals(checkpoint.get("best:" + part), model.get(part));
            assertNotEquals(checkpoint.get("trained:" + part), checkpoint.get(part));
            assertNotEquals(initial.get(part), model.get(part));
            assertNotEquals(initial.get(part), checkpoint.get("teacher:" + part));
        }
        assertNotEquals(initial.get("critic.0.weight"), checkpoint.get("critic.0.weight"));
    }

    /** Runs the training in a process of its own, and kills it in the middle of an epoch. */
    private void trainUntil(String report, Path checkpoint) throws IOException, InterruptedException {
        Path model = own.resolve("killed");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dhazelab.natives=" + System.getProperty("hazelab.natives"), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            VeilTraining.class.getName(), checkpoint.toString(), model.toString(), report).redirectErrorStream(true)
            .start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        List<String> printed = new ArrayList<>();
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (!printed.contains(VeilTraining.WAITS)) {
                String line = reader.readLine();
                assertTrue(line != null, () -> "ended before " + report + ": " + printed);
                printed.add(line);
            }
            process.destroyForcibly();
            assertNotEquals(0, process.waitFor());
        }
        assertTrue(Files.exists(checkpoint));
        assertFalse(Files.exists(model));
    }

    @Test
    void givesTheSameBytesAlthoughItIsKilledInEachStage() throws Exception {
        Path checkpoint = own.resolve("checkpoint");
        trainUntil("Pretraining: Epoch 3 of 4, step 2 of 4", checkpoint);
        trainUntil("Refinement: Epoch 2 of 4, step 3 of 4", checkpoint);
        TrainMethod.Result resumed =
            VeilTraining.train(Optional.of(checkpoint), own.resolve("model"), Optional.empty(), Progress.NONE);
        assertEquals(EPOCHS + 1, resumed.resumedAt());
        assertEquals(whole.history().stream().map(HistoryLine::round).toList(),
            resumed.history().stream().map(HistoryLine::round).toList());
        assertTrainedAsTheWhole(checkpoint, own.resolve("model"));
    }

    /** The checkpoint is the last one of the first stage, and the teacher comes from it. */
    @Test
    void givesTheSameBytesKilledBeforeTheFirstCheckpointOfAStage() throws Exception {
        Path checkpoint = own.resolve("checkpoint");
        trainUntil("Refinement: Epoch 1 of 4, step 4 of 4", checkpoint);
        Map<String, FloatTensor> before = tensors(checkpoint);
        VeilTraining.train(Optional.of(checkpoint), own.resolve("model"), Optional.empty(), Progress.NONE);
        assertTrainedAsTheWhole(checkpoint, own.resolve("model"));
        for (String name : VeilNetwork.toInfer().initialWeights(0).keySet()) {
            assertEquals(before.get("best:" + name), tensors(checkpoint).get("teacher:" + name), name);
        }
    }

    @Test
    void givesTheSameModelWithoutACheckpoint() throws Exception {
        VeilTraining.train(Optional.empty(), own.resolve("model"), Optional.empty(), Progress.NONE);
        assertArrayEquals(withoutTimes(folder.resolve("model")), withoutTimes(own.resolve("model")));
    }

    @Test
    void startsFromAModel() throws Exception {
        TrainMethod.Result further = VeilTraining.train(Optional.empty(), own.resolve("model"),
            Optional.of(folder.resolve("model")), Progress.NONE);
        // Seen: 0.0205, where it was 0.0429 with initial weights.
        double first = further.history().get(0).round().losses().get("content");
        assertTrue(first < 0.8 * whole.history().get(0).round().losses().get("content"), further.history()::toString);
        assertNotEquals(tensors(folder.resolve("model")), tensors(own.resolve("model")));
    }

    private static double distance(FloatImage one, FloatImage other) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < one.pixels(); i++) {
                sum += Math.abs(one.plane(c)[i] - other.plane(c)[i]);
            }
        }
        return sum / (3 * one.pixels());
    }

    @Test
    void itsModelDehazesInTheNode() throws Exception {
        FloatImage clear = VeilTraining.clear(99);
        FloatImage hazy = VeilTraining.hazy(clear);
        try (NodeTester dehaze = new NodeTester(new DehazeNodeFactory()).set("device", "cpu").set("threads", 1)) {
            Outcome outcome = dehaze.execute(TestTable.ofImages(hazy), VeilModel.of(folder.resolve("model")));
            outcome.isQuiet();
            ResultTable table = outcome.tables().get(0);
            assertEquals(List.of("image", "dehazed", "transmission"), table.columns());
            FloatImage dehazed = table.image(0, "dehazed");
            assertEquals(hazy.range(), dehazed.range());
            assertEquals(3, dehazed.channels());
            // Seen: 0.483 of the distance, and a mean transmission of 0.530; it is 0.5.
            double before = distance(hazy, clear.mapRange(hazy.range()));
            assertTrue(distance(dehazed, clear.mapRange(hazy.range())) < 0.8 * before);
            FloatImage map = table.image(0, "transmission");
            assertEquals(1, map.channels());
            double mean = 0;
            for (float value : map.plane(0)) {
                assertTrue(value > 0 && value < 1, () -> "a transmission of " + value);
                mean += value / map.pixels();
            }
            assertTrue(mean < 0.9, "a mean transmission of " + mean);
        }
    }

    @Test
    void refusesWhatIsForModelsOfHazeMatching() throws Exception {
        try (NodeTester dehaze = new NodeTester(new DehazeNodeFactory()).set("normalization", "NEURON")) {
            String refusal = dehaze.execute(TestTable.ofImages(VeilTraining.clear(1)),
                VeilModel.of(folder.resolve("model"))).refusal();
            assertTrue(refusal.startsWith("The constants of the normalisation are for models of the method "
                + "\"hazematching\", and this model is of the method \"veil\""), refusal);
        }
        DehazeOptions preset = DehazeOptions.DEFAULT.withOwn(MethodOptions.presetOf("hazematching"));
        HazeLabException failure =
            assertThrows(HazeLabException.class, () -> new VeilMethod().check(whole.description(), preset));
        assertEquals("The preset is for models of the method \"hazematching\", and this model is of the method "
            + "\"veil\"", failure.summary());
    }

    /** The method is this package and a line of {@code META-INF/services}. */
    @Test
    void nothingElseKnowsTheMethod() throws IOException {
        Path root = Path.of(System.getProperty("hazelab.root"));
        Path services = root.resolve("tests/nodes/src/test/resources/META-INF/services/org.hazelab.methods.Method");
        assertEquals(VeilMethod.class.getName(), Files.readString(services).strip());
        List<Path> files;
        try (Stream<Path> all = Files.walk(root.resolve("bundles"))) {
            files = all.filter(file -> file.toString().matches(".*\\.(java|xml|MF|properties)")
                || file.getParent().endsWith("META-INF/services")).filter(Files::isRegularFile).toList();
        }
        assertTrue(files.size() > 500, files.size() + " files");
        for (Path file : files) {
            assertFalse(Files.readString(file).toLowerCase(Locale.ROOT).contains("veil"), file::toString);
        }
    }
}
