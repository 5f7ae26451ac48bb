// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the authors' class and ours in PyTorch: docs/goldens.md, "DehazeSB's networks". */
class GeneratorGoldenTest {

    private static final double TOLERANCE = 1e-4;

    private static Map<String, FloatTensor> weights(GeneratorShape shape, double amplitude) {
        return Formulas.weights(DehazeSbNetwork.parameters(shape, ResidualMode.FIXED), amplitude);
    }

    private static void check(FloatTensor image, double... expected) {
        int height = image.shape()[2];
        int width = image.shape()[3];
        assertArrayEquals(expected, new double[] {Formulas.mean(image), Formulas.deviation(image),
            Formulas.at(image, 0, 0, 0), Formulas.at(image, 1, 10, 20), Formulas.at(image, 2, height - 1, width - 1)},
            TOLERANCE);
    }

    private static ScriptModule load(GeneratorShape shape, ResidualMode mode, double amplitude, Order order)
        throws HazeLabException {
        return Formulas.load(DehazeSbNetwork.toInfer(shape, mode), weights(shape, amplitude), order);
    }

    private static FloatTensor infer(ScriptModule module, GeneratorShape shape, int height, int width, int index)
        throws HazeLabException {
        return Formulas.call(module, DehazeSbNetwork.INFER, Formulas.picture(3, height, width), index,
            Formulas.latent(shape.latent())).get(0);
    }

    /** The numbers of the authors' class, whatever the index. */
    @Test
    void computesWhatTheAuthorsGeneratorDoes() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.PAPER.generator();
        try (ScriptModule module = load(shape, ResidualMode.COMPAT, 0.05, Order.CHANNELS_LAST)) {
            FloatTensor result = infer(module, shape, 32, 48, 0);
            check(result, -0.0899915464, 0.0512866287, -0.0850425889, -0.1043926455, -0.0462984335);
            assertEquals(result, infer(module, shape, 32, 48, 4));
        }
    }

    @Test
    void computesThePaperSizeWithTheTime() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.PAPER.generator();
        try (ScriptModule module = load(shape, ResidualMode.FIXED, 0.05, Order.CHANNELS_LAST)) {
            check(infer(module, shape, 32, 48, 0), -0.0894999049, 0.0515931818, -0.0823660210, -0.1145273629,
                -0.0456051948);
            FloatTensor later = infer(module, shape, 32, 48, 4);
            assertEquals(-0.0894999776, Formulas.mean(later), TOLERANCE);
            assertEquals(-0.1145272312, Formulas.at(later, 1, 10, 20), TOLERANCE);
        }
    }

    @Test
    void computesTheCompactSize() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.COMPACT.generator();
        try (ScriptModule module = load(shape, ResidualMode.FIXED, 0.05, Order.ROWS)) {
            check(infer(module, shape, 40, 48, 0), -0.0618475397, 0.0321595812, -0.0751371980, -0.0905607140,
                -0.0412875407);
        }
    }

    /** Of larger weights, with which the index shows. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void computesTheTinySizeInBothModes(Order order) throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.TINY.generator();
        try (ScriptModule module = load(shape, ResidualMode.COMPAT, 0.5, order)) {
            FloatTensor result = infer(module, shape, 16, 24, 0);
            check(result, -0.2293278520, 0.3413199405, -0.4685771489, -0.2317889504, 0.0789811409);
            assertEquals(result, infer(module, shape, 16, 24, 2));
        }
        try (ScriptModule module = load(shape, ResidualMode.FIXED, 0.5, order)) {
            check(infer(module, shape, 16, 24, 0), -0.2305586634, 0.3415197212, -0.4707334641, -0.2440200540,
                0.0844344748);
            FloatTensor later = infer(module, shape, 16, 24, 2);
            assertEquals(-0.2305254705, Formulas.mean(later), TOLERANCE);
            assertEquals(-0.2430543938, Formulas.at(later, 1, 10, 20), TOLERANCE);
        }
    }

    @Test
    void exportsTheSameWithGradientsAndInZeroToOne() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.TINY.generator();
        FloatTensor image = Formulas.picture(3, 16, 24);
        FloatTensor unit = FloatTensor.zeros(image.shape());
        for (int i = 0; i < unit.values().length; i++) {
            unit.values()[i] = (image.values()[i] + 1) / 2;
        }
        FloatTensor latent = Formulas.latent(8);
        try (ScriptModule module = Formulas.load(DehazeSbNetwork.toExport(shape, ResidualMode.FIXED),
            weights(shape, 0.5), Order.ROWS)) {
            FloatTensor forward = Formulas.call(module, DehazeSbNetwork.FORWARD, image, 0, latent).get(0);
            check(forward, -0.2305586634, 0.3415197212, -0.4707334641, -0.2440200540, 0.0844344748);
            FloatTensor dehazed = Formulas.call(module, DehazeSbNetwork.DEHAZE, unit, latent).get(0);
            for (int i = 0; i < unit.values().length; i++) {
                assertEquals((forward.values()[i] + 1) / 2, dehazed.values()[i], 1e-5);
            }
        }
    }

    /** Each image of a batch by itself, with its own latent vector. */
    @Test
    void computesBatchesAsTheirImages() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.TINY.generator();
        FloatTensor one = Formulas.picture(3, 16, 24);
        FloatTensor two = Formulas.flipped(one, true);
        FloatTensor both = new FloatTensor(new int[] {2, 3, 16, 24}, Formulas.beside(one, two).values());
        FloatTensor latents = FloatTensor.zeros(2, 8);
        System.arraycopy(Formulas.latent(8).values(), 0, latents.values(), 0, 8);
        try (ScriptModule module = load(shape, ResidualMode.FIXED, 0.5, Order.ROWS)) {
            FloatTensor result = Formulas.call(module, DehazeSbNetwork.INFER, both, 1, latents).get(0);
            FloatTensor first = Formulas.call(module, DehazeSbNetwork.INFER, one, 1, Formulas.latent(8)).get(0);
            FloatTensor second =
                Formulas.call(module, DehazeSbNetwork.INFER, two, 1, FloatTensor.zeros(1, 8)).get(0);
            assertArrayEquals(Formulas.beside(first, second).values(), result.values(), 1e-5f);
        }
    }

    private static Network maps(GeneratorShape shape, ResidualMode mode, int last, boolean time) {
        Network network = new Network("Maps");
        Generator generator = new Generator(network.root(), shape, mode);
        network.inference("maps", Map.of("x", Type.TENSOR), Type.TENSORS, code -> {
            Value latent = code.call("torch.cos", code.call("torch.mul",
                code.call("torch.arange", shape.latent(), Code.named("dtype", 6)), 0.3))
                .reshaped(1, shape.latent());
            List<Value> maps = new ArrayList<>(generator.maps(code.argument("x"), 0, latent, last));
            if (time) {
                maps.add(generator.timeEmbedding(0, code.argument("x")));
                maps.add(generator.timeEmbedding(4, code.argument("x")));
            }
            return code.list(maps.toArray());
        });
        return network;
    }

    @Test
    void givesTheMapsAndTheTimeOfTheAuthorsGenerator() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.PAPER.generator();
        double[][] moments = {{0.1962440961, 0.6773416058}, {0.2581887393, 0.6587230436}, {0.3412272641, 0.6116577918},
            {0.3936481196, 0.5805841118}, {0.3941913724, 1.1571584675}, {0.3941221588, 2.3084138765}};
        try (ScriptModule module =
            Formulas.load(maps(shape, ResidualMode.COMPAT, 5, true), weights(shape, 0.05), Order.ROWS)) {
            List<FloatTensor> maps = Formulas.call(module, "maps", Formulas.picture(3, 32, 48));
            for (int i = 0; i < 6; i++) {
                int level = Math.min(i, 3);
                assertArrayEquals(new int[] {1, shape.mapChannels().get(i), 32 >> level, 48 >> level},
                    maps.get(i).shape());
                assertArrayEquals(moments[i],
                    new double[] {Formulas.mean(maps.get(i)), Formulas.deviation(maps.get(i))}, TOLERANCE);
            }
            assertEquals(0.0476755215, Formulas.mean(maps.get(6)), TOLERANCE);
            assertEquals(-0.0240864354, maps.get(6).values()[7], TOLERANCE);
            assertEquals(0.0544969646, Formulas.mean(maps.get(7)), TOLERANCE);
            assertEquals(-0.0274919110, maps.get(7).values()[7], TOLERANCE);
        }
    }

    /** Of two blocks, the one in the middle is the second one. */
    @Test
    void givesTheMapsWithTheTime() throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.TINY.generator();
        try (ScriptModule module =
            Formulas.load(maps(shape, ResidualMode.FIXED, 5, false), weights(shape, 0.5), Order.ROWS)) {
            List<FloatTensor> maps = Formulas.call(module, "maps", Formulas.picture(3, 16, 24));
            assertEquals(0.3105577797, Formulas.mean(maps.get(1)), TOLERANCE);
            assertEquals(0.4241419672, Formulas.mean(maps.get(4)), TOLERANCE);
            assertEquals(1.5824024629, Formulas.deviation(maps.get(5)), TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4})
    void givesOnlyTheMapsThatAreAskedFor(int last) throws HazeLabException {
        GeneratorShape shape = DehazeSbSize.TINY.generator();
        FloatTensor picture = Formulas.picture(3, 16, 24);
        try (
            ScriptModule some =
                Formulas.load(maps(shape, ResidualMode.FIXED, last, false), weights(shape, 0.5), Order.ROWS);
            ScriptModule all =
                Formulas.load(maps(shape, ResidualMode.FIXED, 5, false), weights(shape, 0.5), Order.ROWS)) {
            assertEquals(Formulas.call(all, "maps", picture).subList(0, last + 1),
                Formulas.call(some, "maps", picture));
        }
    }

    /** Weights of 1, 2, 1 over 4 on the mirrored image, and of 1, 3, 3, 1 over 4 on the repeated one. */
    @ParameterizedTest
    @CsvSource({"8, 6", "5, 7"})
    void halvesAndDoublesAsTheAuthorsKernels(int height, int width) throws HazeLabException {
        Network network = new Network("Resampling");
        network.inference("halved", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> Layers.blurredDown(code.argument("x")));
        network.inference("twice", Map.of("x", Type.TENSOR), Type.TENSOR, code -> Layers.doubled(code.argument("x")));
        FloatTensor x = Formulas.picture(2, height, width);
        try (ScriptModule module = Formulas.load(network, Map.of(), Order.ROWS)) {
            FloatTensor halved = Formulas.call(module, "halved", x).get(0);
            int rows = (height + 1) / 2;
            int columns = (width + 1) / 2;
            assertArrayEquals(new int[] {1, 2, rows, columns}, halved.shape());
            double[] blur = {0.25, 0.5, 0.25};
            FloatTensor doubled = Formulas.call(module, "twice", x).get(0);
            assertArrayEquals(new int[] {1, 2, 2 * height, 2 * width}, doubled.shape());
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < rows * columns; i++) {
                    assertEquals(weighted(x, c, 2 * (i / columns) - 1, blur, 2 * (i % columns) - 1, blur),
                        Formulas.at(halved, c, i / columns, i % columns), 1e-6);
                }
                for (int i = 0; i < 4 * height * width; i++) {
                    int y = i / (2 * width);
                    int column = i % (2 * width);
                    assertEquals(nearest(x, c, y, column), Formulas.at(doubled, c, y, column), 1e-6);
                }
            }
        }
    }

    private static double weighted(FloatTensor x, int c, int top, double[] rows, int left, double... columns) {
        double sum = 0;
        for (int y = 0; y < rows.length; y++) {
            for (int column = 0; column < columns.length; column++) {
                sum += rows[y] * columns[column] * Formulas.at(x, c, mirrored(top + y, x.shape()[2]),
                    mirrored(left + column, x.shape()[3]));
            }
        }
        return sum;
    }

    private static int mirrored(int place, int length) {
        return place < 0 ? -place : place >= length ? 2 * (length - 1) - place : place;
    }

    /** Three quarters of the pixel and one quarter of the next one, the border repeated. */
    private static double nearest(FloatTensor x, int c, int row, int column) {
        double sum = 0;
        for (int dy = 0; dy < 2; dy++) {
            for (int dx = 0; dx < 2; dx++) {
                int y = row / 2 + (dy == 0 ? 0 : row % 2 == 0 ? -1 : 1);
                int at = column / 2 + (dx == 0 ? 0 : column % 2 == 0 ? -1 : 1);
                sum += (dy == 0 ? 0.75 : 0.25) * (dx == 0 ? 0.75 : 0.25)
                    * Formulas.at(x, c, Math.min(Math.max(y, 0), x.shape()[2] - 1),
                        Math.min(Math.max(at, 0), x.shape()[3] - 1));
            }
        }
        return sum;
    }
}
