// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TorchScript archive that a model becomes for others. */
class HazeMatchingExportTest {

    private static final ModelDescription DESCRIPTION =
        new HazeMatchingModel(64, 64, 20, Optional.of(new Normalization(100.5, 20.25, 300.5, 50.25)))
            .description(ModelEntries.EMPTY.with("epochs", 3), ModelEntries.EMPTY.with("hazelab", "1.0.0"));
    private static final Network NETWORK = HazeMatchingNetwork.of(64);

    @TempDir
    Path folder;

    private byte[] export(ModelDescription description, Map<String, FloatTensor> tensors, Progress progress)
        throws HazeLabException {
        Path file = folder.resolve("model");
        ModelFile.write(file, true, description, tensors, Progress.NONE);
        try (ModelFile model = ModelFile.open(file)) {
            return new HazeMatchingMethod().torchScript(model, progress);
        }
    }

    private byte[] export() throws HazeLabException {
        return export(DESCRIPTION, GoldenNumbers.weights(NETWORK), Progress.NONE);
    }

    /** docs/goldens.md, "HazeMatching's network": the 64-net at the time 0.5. */
    @Test
    void computesTheAuthorsVelocity() throws HazeLabException {
        FloatTensor t = new FloatTensor(new int[] {1}, new float[] {0.5f});
        FloatTensor x = GoldenNumbers.image(7, 1, 2, 64, 64);
        try (ScriptModule exported = ScriptModule.load(GoldenNumbers.cpu(), export(), Progress.NONE);
            ScriptModule whole = GoldenNumbers.load(NETWORK, GoldenNumbers.weights(NETWORK), Order.ROWS)) {
            FloatTensor velocity = exported.forward(List.of(t, x), Progress.NONE).get(0);
            assertArrayEquals(new int[] {1, 1, 64, 64}, velocity.shape());
            // Seen: 8e-7 at most.
            assertEquals(0.064815, velocity.values()[0], 1e-4);
            assertEquals(0.658586, velocity.values()[32 * 64 + 32], 1e-4);
            assertEquals(-0.398777, velocity.values()[17 * 64 + 31], 1e-4);
            assertEquals(whole.forward(List.of(t, x), Progress.NONE).get(0), velocity);
            assertEquals(GoldenNumbers.weights(NETWORK), exported.parameterValues(Progress.NONE));
        }
    }

    @Test
    void takesAStepAsItSays() throws HazeLabException {
        FloatTensor state = GoldenNumbers.image(1, 2, 1, 16, 24);
        FloatTensor hazy = GoldenNumbers.image(2, 2, 1, 16, 24);
        FloatTensor both = FloatTensor.zeros(2, 2, 16, 24);
        int pixels = 16 * 24;
        for (int image = 0; image < 2; image++) {
            System.arraycopy(state.values(), image * pixels, both.values(), 2 * image * pixels, pixels);
            System.arraycopy(hazy.values(), image * pixels, both.values(), (2 * image + 1) * pixels, pixels);
        }
        try (ScriptModule exported = ScriptModule.load(GoldenNumbers.cpu(), export(), Progress.NONE)) {
            FloatTensor next = exported.device().run(Progress.NONE, scope -> scope.infer(exported,
                HazeMatchingNetwork.EULER, state, hazy, 0.25f, 0.5f).get(0).get());
            FloatTensor t = new FloatTensor(new int[] {2}, new float[] {0.25f, 0.25f});
            float[] velocity = exported.forward(List.of(t, both), Progress.NONE).get(0).values();
            for (int i = 0; i < velocity.length; i++) {
                // Seen: 2e-6 at most; a processor may multiply and add in one rounding or in two.
                assertEquals(state.values()[i] + 0.5f * velocity[i], next.values()[i], 1e-4f);
            }
        }
    }

    @Test
    void leavesOutWhatOnlyTrainingNeeds() throws HazeLabException, IOException {
        String code = entry("archive/code/__torch__.py");
        assertEquals(List.of("  def forward(self: __torch__.HazeMatching, t: Tensor, x: Tensor) -> Tensor:",
            "  def euler(self: __torch__.HazeMatching, state: Tensor, hazy: Tensor, t: float, dt: float) -> Tensor:"),
            code.lines().filter(line -> line.startsWith("  def ")).toList());
        Map<String, FloatTensor> more = new LinkedHashMap<>(GoldenNumbers.weights(NETWORK));
        more.put("training.first_moments", FloatTensor.zeros(7));
        assertArrayEquals(export(), export(DESCRIPTION, more, Progress.NONE));
    }

    private String entry(String name) throws HazeLabException, IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void saysWhatTheModelFileSaysAndHowItIsCalled() throws HazeLabException, IOException {
        List<String> lines = entry("archive/extra/hazelab.json").lines().toList();
        assertEquals(List.of("{",
            "  \"hazelab.format\": \"1\",",
            "  \"hazelab.method\": \"hazematching\",",
            "  \"configuration.image_size\": \"64\",",
            "  \"configuration.patch\": \"64\",",
            "  \"configuration.time_points\": \"20\",",
            "  \"normalization.input_mean\": \"300.5\",",
            "  \"normalization.input_std\": \"50.25\",",
            "  \"normalization.target_mean\": \"100.5\",",
            "  \"normalization.target_std\": \"20.25\",",
            "  \"training.epochs\": \"3\",",
            "  \"versions.hazelab\": \"1.0.0\","), lines.subList(0, 12));
        assertTrue(lines.get(12).startsWith("  \"usage.euler\": \"euler(state, hazy, t, dt) yields state + dt"),
            lines.get(12));
        assertTrue(lines.get(13).startsWith("  \"usage.forward\": \"forward(t, x) yields the velocity"), lines.get(13));
        assertTrue(lines.get(13).contains("rows and columns being multiples of 8: "), lines.get(13));
        assertEquals(List.of("}"), lines.subList(14, lines.size()));
    }

    @Test
    void refusesAModelThatIsIncompleteOrOfANewerHazeLab() throws HazeLabException {
        Map<String, FloatTensor> weights = GoldenNumbers.weights(NETWORK);
        weights.remove("out.2.bias");
        assertEquals("The model's weights do not fit its network: out.2.bias is missing",
            assertThrows(HazeLabException.class, () -> export(DESCRIPTION, weights, Progress.NONE)).summary());
        ModelDescription newer = new ModelDescription(HazeMatchingModel.METHOD,
            DESCRIPTION.configuration().with("image_size", 512), ModelEntries.EMPTY, ModelEntries.EMPTY,
            ModelEntries.EMPTY);
        assertTrue(assertThrows(HazeLabException.class, () -> export(newer, weights, Progress.NONE)).summary()
            .startsWith("The model's network is for images of 512 pixels"));
    }

    @Test
    void endsWhenItIsCancelled() {
        assertThrows(CancellationException.class,
            () -> export(DESCRIPTION, GoldenNumbers.weights(NETWORK), new Progress() {
                @Override
                public void report(double fraction, String message) {
                    // reports are not checked
                }

                @Override
                public void checkCanceled() {
                    throw new CancellationException();
                }
            }));
    }
}
