// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.loss.Losses;
import org.hazelab.methods.loss.LpipsLoss;
import org.hazelab.methods.loss.StructureLoss;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and their gradients beside those that PyTorch computes: tests/data/hazeflow_loss_goldens.py. */
class LossGoldenTest {

    /** Sums of 32-bit numbers; a window or weight that is wrong moves the numbers by a percent and more. */
    private static final double RELATIVE = 2e-4;

    private static Losses load(String name, int side) throws HazeLabException {
        Map<String, FloatTensor> images = Losses.images(side);
        return switch (name) {
            case "lpips" -> Losses.load(images, LpipsLoss::of,
                (loss, values) -> loss.distances(values.get("x"), values.get("y")));
            case "structure" -> Losses.load(images, scope -> new StructureLoss(side),
                (loss, values) -> loss.distances(values.get("x"), values.get("y")));
            default -> Losses.load(images, scope -> scope,
                (scope, values) -> HazeLosses.colour(values.get("x")).plus(values.get("y").times(0.0).mean()));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "structure,150,4.92410652e-01,4.87909503e-01,2.894457e-06,1.085766e-04,1.96220875e-02",
        "structure,40,5.99105777e-01,5.88458361e-01,1.154522e-03,-1.342306e-03,7.06810224e-02",
        "structure,16,7.33870643e-01,7.15945039e-01,8.609229e-04,7.100170e-04,1.76288549e-01",
        "structure,9,9.43391452e-01,8.54289680e-01,-1.101413e-02,2.911512e-02,3.71683447e-01",
        "structure,8,9.25932024e-01,8.91989091e-01,7.075458e-04,-3.279701e-02,4.14129593e-01",
        "structure,5,9.56290508e-01,9.79699084e-01,-3.853568e-02,-9.129635e-02,6.91678219e-01",
        "structure,2,1.44546377e+00,8.50964521e-01,-4.320043e-01,-5.195857e-01,2.09818385e+00",
        "structure,1,3.11669550e-02,4.65063798e-01,-6.671075e-04,1.837721e-02,1.47676852e+00",
        "colour,16,1.84469756e-03,5.40424201e-04,1.854256e-04,2.902220e-07,4.44568229e-03",
        "lpips,40,2.69327870e-02,2.68794812e-02,1.724090e-05,-3.860409e-05,4.10365130e-03"})
    void valuesAndGradientsArePyTorchs(String name, int side, double one, double other, double corner, double inside,
        double length) throws HazeLabException {
        try (Losses loss = load(name, side)) {
            Losses.Result result = loss.run(Losses.images(side));
            assertEquals(one, result.values()[0], RELATIVE * one);
            assertEquals(other, result.values()[1], RELATIVE * other);
            float[] gradient = result.gradients().get("x");
            assertEquals(length, Losses.length(gradient), RELATIVE * length);
            assertEquals(corner, gradient[0], RELATIVE * length);
            assertEquals(inside, gradient[((3 + 2) * side + side / 2) * side + side / 3], RELATIVE * length);
            assertEquals(Set.of("x", "y"), result.gradients().keySet());
        }
    }

    /** The slope along the gradient is its length, by central differences. */
    @ParameterizedTest
    @ValueSource(ints = {40, 16, 5})
    void theGradientIsTheSlope(int side) throws HazeLabException {
        Map<String, FloatTensor> images = Losses.images(side);
        try (Losses loss = load("structure", side)) {
            float[] gradient = loss.run(images).gradients().get("x");
            double length = Losses.length(gradient);
            // far enough that 32-bit rounding is small beside it, near enough that curvature is
            double step = 0.01 * Math.sqrt(gradient.length);
            double[] values = new double[2];
            for (int way = 0; way < 2; way++) {
                FloatTensor moved = FloatTensor.zeros(2, 3, side, side);
                for (int i = 0; i < gradient.length; i++) {
                    double by = (way == 0 ? 1 : -1) * step * gradient[i] / length;
                    moved.values()[i] = (float)(images.get("x").values()[i] + by);
                }
                Map<String, FloatTensor> there = new LinkedHashMap<>(images);
                there.put("x", moved);
                float[] distances = loss.run(there).values();
                values[way] = (distances[0] + (double)distances[1]) / 2;
            }
            assertEquals(length, (values[0] - values[1]) / (2 * step), 0.03 * length);
        }
    }

    @Test
    void isZeroForEqualImages() throws HazeLabException {
        Map<String, FloatTensor> images = Losses.images(40);
        images.put("y", images.get("x"));
        try (Losses loss = load("structure", 40)) {
            Losses.Result result = loss.run(images);
            assertArrayEquals(new float[2], result.values(), 1e-5f);
            assertEquals(0, Losses.length(result.gradients().get("x")), 1e-4);
        }
    }

    /** Haze takes away contrast, a blur edges: the more of it, the farther from the clean image. */
    @Test
    void structureGrowsWithHazeAndWithBlur() throws HazeLabException {
        int side = 64;
        FloatTensor clean = Losses.random(3, 0.8, 0.5, 2, 3, side, side);
        double before = 0;
        try (Losses loss = load("structure", side)) {
            for (double t : new double[] {0.9, 0.6, 0.3, 0.1}) {
                FloatTensor hazy = FloatTensor.zeros(2, 3, side, side);
                for (int i = 0; i < hazy.values().length; i++) {
                    hazy.values()[i] = (float)(clean.values()[i] * t + 1 - t);
                }
                double distance = loss.run(Losses.arguments("x", hazy, "y", clean)).values()[0];
                assertTrue(distance > 1.2 * before, distance + " after " + before);
                before = distance;
            }
        }
    }

    /** A grey image has no colour cast, and a gradient that is a number. */
    @Test
    void theColourTermOfAGreyImageIsZero() throws HazeLabException {
        FloatTensor grey = FloatTensor.zeros(2, 3, 8, 8);
        Arrays.fill(grey.values(), 0.4f);
        BiFunction<Object, Map<String, Value>, Value> colour = (scope, values) -> HazeLosses.colour(values.get("x"));
        try (Losses loss = Losses.load(Losses.arguments("x", grey), scope -> scope, colour::apply)) {
            Losses.Result result = loss.run(Losses.arguments("x", grey));
            assertArrayEquals(new float[2], result.values());
            assertArrayEquals(new float[2 * 3 * 64], result.gradients().get("x"));
        }
    }
}
