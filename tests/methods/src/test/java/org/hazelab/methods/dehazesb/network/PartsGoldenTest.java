// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of a training: docs/goldens.md, "DehazeSB's networks". */
class PartsGoldenTest {

    private static final double TOLERANCE = 1e-4;
    private static final List<Integer> ALL_MAPS = List.of(0, 1, 2, 3, 4, 5);

    /** The place in the state dict of the authors, where {@code down.filt} is the third of each level. */
    private static int withBlurs(int i) {
        int levels = 4 * 4;
        return i < levels ? i / 4 * 5 + (i % 4 < 2 ? i % 4 : i % 4 + 1) : i + 4;
    }

    private static ScriptModule patches(int channels, int width) throws HazeLabException {
        Network network = new Network("Patches");
        PatchNetwork patches = new PatchNetwork(network.root(), channels, width);
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("index", Type.INT);
        network.inference("judge", arguments, Type.TENSOR,
            code -> patches.of(code.argument("x"), code.argument("index")));
        return Formulas.load(network,
            Formulas.weights(network.parameters(), 0.05, PartsGoldenTest::withBlurs), Order.ROWS);
    }

    private static void check(ScriptModule module, FloatTensor seen, int index, double mean, double pixel)
        throws HazeLabException {
        FloatTensor map = Formulas.call(module, "judge", seen, index).get(0);
        assertEquals(mean, Formulas.mean(map), TOLERANCE);
        assertEquals(pixel, Formulas.at(map, 0, 1, 2), TOLERANCE);
    }

    /** The first two numbers at index 0, the others at 3. */
    @ParameterizedTest
    @CsvSource({
        "PAPER, 48, 64, -0.0271910006, 0.3680283053, -0.0269934502, 0.3750226400",
        "COMPACT, 48, 64, 0.0572366877, 0.3982026307, 0.0572824199, 0.3950372327",
        "TINY, 33, 50, -0.0030241709, 0.3942888207, -0.0025499137, 0.4065206140"})
    void judgesImages(DehazeSbSize size, int height, int width, double mean, double pixel, double later,
        double laterPixel) throws HazeLabException {
        try (ScriptModule module = patches(PatchNetwork.IMAGE, size.discriminatorWidth())) {
            check(module, Formulas.picture(3, height, width), 0, mean, pixel);
            check(module, Formulas.picture(3, height, width), 3, later, laterPixel);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PAPER, 48, 64, 0.0611586386, 0.6102400234, 0.0611628385, 0.6095547693",
        "COMPACT, 48, 64, 0.0415679706, -0.0043842233, 0.0416612343, -0.0055831944",
        "TINY, 33, 50, -0.0022694454, -0.0367934445, -0.0027167026, -0.0397111082"})
    void judgesPairsOfPairs(DehazeSbSize size, int height, int width, double mean, double pixel, double later,
        double laterPixel) throws HazeLabException {
        FloatTensor x = Formulas.picture(3, height, width);
        FloatTensor seen = Formulas.beside(Formulas.beside(x, Formulas.flipped(x, true)),
            Formulas.beside(x, Formulas.flipped(x, false)));
        try (ScriptModule module = patches(PatchNetwork.TWO_PAIRS, size.entropyWidth())) {
            check(module, seen, 0, mean, pixel);
            check(module, seen, 3, later, laterPixel);
        }
    }

    @Test
    void judges30Times30PatchesOf256Pixels() throws HazeLabException {
        try (ScriptModule module = patches(PatchNetwork.IMAGE, 4)) {
            FloatTensor image = Formulas.picture(3, 256, 256);
            assertArrayEquals(new int[] {1, 1, 30, 30}, Formulas.call(module, "judge", image, 0).get(0).shape());
        }
    }

    /** Crops of 22 x 29 have skips that are resampled. */
    @ParameterizedTest
    @CsvSource({
        "PAPER, 64, 128, 0.4898230462, 0.2764110434, 0.4899589960, 0.4909172336",
        "COMPACT, 64, 96, 0.4958760368, 0.5031649899, 0.4959720363, 0.4968049026",
        "TINY, 22, 29, 0.5111522745, 0.5173990047, 0.5111902826, 0.5111929366"})
    void refinesTransmissions(DehazeSbSize size, int height, int width, double mean, double pixel, double refined,
        double refinedPixel) throws HazeLabException {
        Network network = new Network("Refine");
        RefineNetwork refine = new RefineNetwork(network.root(), size.refine());
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("t", Type.TENSOR);
        network.inference("refine", arguments, Type.TENSORS,
            code -> code.list(refine.unfiltered(code.argument("x"), code.argument("t")),
                refine.of(code.argument("x"), code.argument("t"))));
        FloatTensor t = Formulas.picture(1, height, width);
        for (int i = 0; i < t.values().length; i++) {
            t.values()[i] = (float)(0.5 + 0.4 * t.values()[i]);
        }
        try (ScriptModule module =
            Formulas.load(network, Formulas.weights(network.parameters(), 0.02), Order.ROWS)) {
            List<FloatTensor> results = Formulas.call(module, "refine", Formulas.picture(3, height, width), t);
            assertArrayEquals(new int[] {1, 1, height, width}, results.get(0).shape());
            assertArrayEquals(new double[] {mean, pixel, refined, refinedPixel},
                new double[] {Formulas.mean(results.get(0)), Formulas.at(results.get(0), 0, 5, 7),
                    Formulas.mean(results.get(1)), Formulas.at(results.get(1), 0, 5, 7)},
                TOLERANCE);
        }
    }

    /** Windows at the border are as large as the image lets them be. */
    @ParameterizedTest
    @CsvSource({"40, 24", "3, 5", "1, 1"})
    void filtersAConstantToItself(int height, int width) throws HazeLabException {
        Network network = new Network("Filter");
        network.inference("filter", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> GuidedFilter.of(GuidedFilter.guide(code.argument("x")),
                code.argument("x").slice(1, 0, 1).times(0.0).plus(0.3)));
        try (ScriptModule module = Formulas.load(network, Map.of(), Order.ROWS)) {
            float[] values =
                Formulas.call(module, "filter", Formulas.picture(3, height, width)).get(0).values();
            for (float value : values) {
                assertEquals(0.3, value, 1e-5);
            }
        }
    }

    @Test
    void takesFewerHalvingsForSmallCrops() {
        RefineShape shape = new RefineShape(64, 6);
        assertEquals(shape, shape.fitting(128, 64));
        assertEquals(new RefineShape(64, 5), shape.fitting(200, 63));
        assertEquals(new RefineShape(64, 2), shape.fitting(4, 64));
        assertEquals(64, shape.smallestSide());
        assertThrows(IllegalArgumentException.class, () -> shape.fitting(3, 64));
    }

    private static FeatureHead declare(Scope root, DehazeSbSize size, List<Integer> maps) {
        return new FeatureHead(root, size.generator().mapChannels(), size.headWidth(), maps);
    }

    @ParameterizedTest
    @CsvSource({"0, -0.0017442355, -0.0322144732, 0.0404564275, -0.1589870003",
        "2, 0.0007108409, 0.0896798383, -0.1599812567, 0.0203599241"})
    void makesVectorsOfPixels(int map, double mean, double first, double second, double third)
        throws HazeLabException {
        Network network = new Network("Heads");
        FeatureHead heads = declare(network.root(), DehazeSbSize.COMPACT, ALL_MAPS);
        network.inference("vectors", Map.of("x", Type.TENSOR), Type.TENSOR, code -> heads.of(map,
            code.argument("x"), code.call("torch.tensor", new int[] {41, 3, 17}, Code.named("dtype", 4))));
        int channels = DehazeSbSize.COMPACT.generator().mapChannels().get(map);
        FloatTensor picture = Formulas.picture(channels, 6, 7);
        FloatTensor both = new FloatTensor(new int[] {2, channels, 6, 7},
            Formulas.beside(picture, Formulas.flipped(picture, false)).values());
        try (ScriptModule module =
            Formulas.load(network, Formulas.weights(network.parameters(), 0.05), Order.ROWS)) {
            FloatTensor vectors = Formulas.call(module, "vectors", both).get(0);
            int width = DehazeSbSize.COMPACT.headWidth();
            assertArrayEquals(new int[] {2, 3, width}, vectors.shape());
            assertEquals(mean, Formulas.mean(vectors), TOLERANCE);
            assertEquals(first, vectors.values()[0], TOLERANCE);
            assertEquals(second, vectors.values()[5 * width + 5], TOLERANCE);
            assertEquals(third, vectors.values()[5 * width - 1], TOLERANCE);
            assertEquals(1, IntStream.range(width, 2 * width)
                .mapToDouble(i -> vectors.values()[i] * vectors.values()[i]).sum(), 1e-4);
        }
    }

    @Test
    void hasHeadsForTheMapsThatAreUsedAlone() {
        Network network = new Network("Heads");
        FeatureHead heads = declare(network.root(), DehazeSbSize.TINY, List.of(1, 0));
        assertEquals(List.of("mlp_0.0.weight", "mlp_0.0.bias", "mlp_0.2.weight", "mlp_0.2.bias", "mlp_1.0.weight",
            "mlp_1.0.bias", "mlp_1.2.weight", "mlp_1.2.bias"),
            network.parameters().stream().map(parameter -> parameter.name()).toList());
        network.inference("x", Map.of("x", Type.TENSOR), Type.TENSOR, code -> {
            assertThrows(IllegalArgumentException.class,
                () -> heads.of(2, code.argument("x"), code.argument("x")));
            return code.argument("x");
        });
    }
}
