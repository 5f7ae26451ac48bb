// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dehazing in bfloat16: close to the exact result, or exact with a warning. The setting stands for units. */
class FastDehazingTest {

    private static final String SETTING = "hazelab.bfloat16";
    private static final Normalization CONSTANTS = new Normalization(100, 20, 300, 50);

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
    }

    /** The pixels of an image, and what is said of the precision. */
    private record Outcome(float[] pixels, List<String> remarks) {
    }

    private static Map<String, FloatTensor> weights() {
        return GoldenNumbers.weights(HazeMatchingNetwork.of(32));
    }

    private Outcome dehaze(Map<String, FloatTensor> weights, Precision precision) throws HazeLabException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, true, new HazeMatchingModel(32, 32, 20, Optional.of(CONSTANTS))
            .description(ModelEntries.EMPTY, ModelEntries.EMPTY), weights, Progress.NONE);
        DehazeOptions options = TestDehazers.options(1, 3, NoiseMode.TILE, 1).withTiles(0, 1, 0)
            .withPrecision(precision);
        FloatImage hazy = FloatImage.zeros(32, 30, 1, ValueRange.UINT16);
        for (int i = 0; i < hazy.pixels(); i++) {
            hazy.plane(0)[i] = 300 + i * 31 % 101;
        }
        try (ModelFile model = ModelFile.open(file);
            ImageDehazer dehazer = MethodCatalog.builtIn().require("hazematching").open(model, options,
                GoldenNumbers.cpu(), Progress.NONE)) {
            float[] pixels = dehazer.dehaze(hazy, 0, DehazeWatcher.NONE, Progress.NONE).image().plane(0);
            return new Outcome(pixels, dehazer.remarks());
        }
    }

    @Test
    void isCloseToTheExactResultAndSaysHowClose() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Outcome exact = dehaze(weights(), Precision.EXACT);
        Outcome fast = dehaze(weights(), Precision.FAST);
        assertEquals(List.of(), exact.remarks());
        assertEquals(1, fast.remarks().size());
        assertTrue(fast.remarks().get(0).matches("Precision \"fast\": what was computed first differs from the exact "
            + "result by [0-9.]+ % of its standard deviation\\."), fast.remarks().get(0));
        assertFalse(Arrays.equals(exact.pixels(), fast.pixels()));
        assertArrayEquals(exact.pixels(), fast.pixels(), 20 * 0.2f);
        assertArrayEquals(fast.pixels(), dehaze(weights(), Precision.FAST).pixels(), "the same seed");
    }

    @Test
    void withoutUnitsItIsExactAndWarns() throws HazeLabException {
        System.setProperty(SETTING, "off");
        Outcome fast = dehaze(weights(), Precision.FAST);
        assertArrayEquals(dehaze(weights(), Precision.EXACT).pixels(), fast.pixels());
        assertTrue(fast.remarks().get(0).startsWith("The precision \"fast\" would be slower on this device, so the "
            + "result is exact ("), fast.remarks().get(0));
        assertTrue(fast.remarks().get(0).contains("turned off by the system property hazelab.bfloat16"));
    }

    /** Numbers of 1000 and noise of 1 after a convolution: the norm that follows shows the noise alone. */
    @Test
    void weightsThatLoseTooMuchMakeItExact() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Map<String, FloatTensor> weights = weights();
        weights.forEach((name, tensor) -> {
            if (name.endsWith("in_layers.2.bias")) {
                Arrays.fill(tensor.values(), 1000);
            }
        });
        Outcome fast = dehaze(weights, Precision.FAST);
        assertArrayEquals(dehaze(weights, Precision.EXACT).pixels(), fast.pixels());
        assertTrue(fast.remarks().get(0).startsWith("The precision \"fast\" is not close enough with this model: what "
            + "is computed first differs by "), fast.remarks().get(0));
        assertTrue(fast.remarks().get(0).endsWith(", more than 5.0 %. So the result is exact."),
            fast.remarks().get(0));
    }

    /** 3.4e38 is a 32-bit float, and as bfloat16 infinite. */
    @Test
    void weightsThatOverflowMakeItExact() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Map<String, FloatTensor> weights = weights();
        weights.get("out.2.bias").values()[0] = 3.4e38f;
        Outcome fast = dehaze(weights, Precision.FAST);
        assertArrayEquals(dehaze(weights, Precision.EXACT).pixels(), fast.pixels());
        assertTrue(fast.remarks().get(0).contains("what is computed first is not finite"), fast.remarks().get(0));
    }
}
