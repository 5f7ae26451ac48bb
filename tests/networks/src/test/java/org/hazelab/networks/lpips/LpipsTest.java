// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.lpips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.Formula;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * LPIPS in a network that has a part of its own: an image that is added to the first one, so that its gradient is that
 * of the first image. Numbers of the authors' package: docs/goldens.md, "LPIPS".
 */
class LpipsTest {

    private static final int[] SHAPE = {2, 3, 66, 79};
    /** Of a distance; sums of some thousand 32-bit products differ by some 1e-7 times their size. Seen: 4e-7. */
    private static final double RELATIVE = 1e-4;

    private static Network network(LpipsNet net) {
        Network network = new Network("Restoration");
        Parameter added = network.root().at("own").parameter("added", Initializer.ZEROS, SHAPE);
        Lpips lpips = Lpips.of(network.root().at("lpips"), net);
        Map<String, Type> images = new LinkedHashMap<>();
        images.put("x", Type.TENSOR);
        images.put("y", Type.TENSOR);
        network.training("loss", images, Type.TENSOR, code -> lpips.loss(first(code, added), code.argument("y")));
        network.inference("distances", images, Type.TENSOR,
            code -> lpips.distances(first(code, added).channelsLast(), code.argument("y").channelsLast()));
        network.inference("maps", images, Type.TENSORS,
            code -> code.list(lpips.maps(first(code, added), code.argument("y")).toArray()));
        return network;
    }

    private static Value first(Code code, Parameter added) {
        return code.argument("x").plus(added);
    }

    /** Weights by formula in place of the file's; everything else as declared. */
    private static WeightSource source(Map<String, FloatTensor> features) {
        return parameter -> {
            if (parameter.name().startsWith("lpips.net.")) {
                return features.get(parameter.name().substring("lpips.net.".length()));
            }
            FloatTensor tensor = FloatTensor.zeros(parameter.shape());
            parameter.initializer().fill(tensor.values(), RandomStream.of(1, 1));
            return tensor;
        };
    }

    private static ScriptModule load(LpipsNet net, Map<String, FloatTensor> features) throws HazeLabException {
        return ScriptModule.load(Formula.cpu(), network(net), source(features), Order.ROWS, Progress.NONE);
    }

    private static ScriptModule load(LpipsNet net) throws HazeLabException {
        return load(net, Formula.features(network(net)));
    }

    private static FloatTensor infer(ScriptModule module, FloatTensor x, FloatTensor y) throws HazeLabException {
        return module.device().run(Progress.NONE, scope -> scope.infer(module, "distances", x, y).get(0).get());
    }

    private static FloatTensor x() {
        return Formula.image(7, SHAPE);
    }

    private static FloatTensor y() {
        FloatTensor y = x();
        float[] noise = Formula.image(8, SHAPE).values();
        for (int i = 0; i < noise.length; i++) {
            y.values()[i] = (float)(0.7 * y.values()[i] + 0.3 * noise[i]);
        }
        return y;
    }

    @ParameterizedTest
    @CsvSource({
        "ALEX,    0.01695147, 0.01583575, 3.430384e-06, -1.055499e-05, -7.549946e-07, 3.25195616e-03",
        "VGG,     0.02225097, 0.02242653, 9.300697e-07, 1.710561e-06, 6.900952e-06, 1.28851024e-03",
        "SQUEEZE, 0.04191161, 0.03776308, -2.296360e-05, 1.397226e-04, -5.712472e-05, 2.16229157e-02"})
    void distancesAndGradientsAreTheAuthors(LpipsNet net, double one, double other, double topLeft, double middle,
        double inside, double length) throws HazeLabException {
        try (ScriptModule module = load(net)) {
            float[] distances = infer(module, x(), y()).values();
            assertEquals(one, distances[0], RELATIVE * one);
            assertEquals(other, distances[1], RELATIVE * other);
            FloatTensor gradient = module.device().run(Progress.NONE, scope -> {
                DeviceTensor loss = scope.train(module, "loss", x(), y()).get(0);
                assertEquals((one + other) / 2, loss.get().values()[0], RELATIVE * one);
                loss.backward();
                for (Map.Entry<String, DeviceTensor> parameter : module.parameters().entrySet()) {
                    assertEquals(parameter.getKey().equals("own.added"),
                        parameter.getValue().gradient().isPresent(), parameter.getKey());
                }
                return module.parameters().get("own.added").gradient().orElseThrow();
            });
            double tolerance = RELATIVE * length;
            assertEquals(topLeft, at(gradient, 0, 0, 0, 0), tolerance);
            assertEquals(middle, at(gradient, 0, 1, 33, 40), tolerance);
            assertEquals(inside, at(gradient, 1, 0, 17, 31), tolerance);
            double squares = 0;
            for (float value : gradient.values()) {
                squares += (double)value * value;
            }
            assertEquals(length, Math.sqrt(squares), 10 * RELATIVE * length);
        }
    }

    private static double at(FloatTensor tensor, int... index) {
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            at = at * tensor.shape()[axis] + index[axis];
        }
        return tensor.values()[at];
    }

    @ParameterizedTest
    @EnumSource(LpipsNet.class)
    void theDistanceIsTheSumOfTheMeansOfTheMaps(LpipsNet net) throws HazeLabException {
        FloatTensor x = Formula.image(7, SHAPE);
        try (ScriptModule module = load(net)) {
            List<FloatTensor> maps = module.device().run(Progress.NONE,
                scope -> scope.infer(module, "maps", x, y()).stream().map(DeviceTensor::get).toList());
            assertEquals(net.strides().size(), maps.size());
            double sum = 0;
            for (int k = 0; k < maps.size(); k++) {
                int[] shape = maps.get(k).shape();
                // Without padding, the first rows and columns of a map may be two fewer.
                assertEquals(SHAPE[2] / (double)net.strides().get(k), shape[2], 2);
                assertEquals(SHAPE[3] / (double)net.strides().get(k), shape[3], 2);
                double mean = 0;
                for (int i = 0; i < shape[2] * shape[3]; i++) {
                    mean += maps.get(k).values()[i];
                }
                sum += mean / (shape[2] * shape[3]);
            }
            assertEquals(sum, infer(module, x, y()).values()[0], 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(LpipsNet.class)
    void isZeroForEqualImagesAndSymmetric(LpipsNet net) throws HazeLabException {
        try (ScriptModule module = load(net)) {
            assertArrayEquals(new float[2], infer(module, x(), x()).values());
            assertArrayEquals(infer(module, x(), y()).values(), infer(module, y(), x()).values(), 1e-8f);
        }
    }

    /** Behind ReLU all features of a pixel may be 0, so that they have no direction. */
    @Test
    void pixelsWithoutFeaturesAreEqual() throws HazeLabException {
        Map<String, FloatTensor> features = Formula.features(network(LpipsNet.SQUEEZE));
        features.replaceAll((name, tensor) -> FloatTensor.zeros(tensor.shape()));
        try (ScriptModule module = load(LpipsNet.SQUEEZE, features)) {
            Optional<FloatTensor> gradient = module.device().run(Progress.NONE, scope -> {
                DeviceTensor loss = scope.train(module, "loss", x(), y()).get(0);
                assertEquals(0, loss.get().values()[0]);
                loss.backward();
                return module.parameters().get("own.added").gradient();
            });
            assertArrayEquals(new float[2 * 3 * 66 * 79], gradient.orElseThrow().values());
        }
    }

    /** From kernels, strides and paddings: what the tiles of the metric need of a margin. */
    @ParameterizedTest
    @CsvSource({"ALEX, 11 4 2 / 3 2 0 / 5 1 2 / 3 2 0 / 3 1 1 / 3 1 1 / 3 1 1",
        "VGG, 3 1 1 / 3 1 1 / 2 2 0 / 3 1 1 / 3 1 1 / 2 2 0 / 3 1 1 / 3 1 1 / 3 1 1 / 2 2 0 / 3 1 1 / 3 1 1 / 3 1 1"
            + " / 2 2 0 / 3 1 1 / 3 1 1 / 3 1 1",
        "SQUEEZE, 3 2 0 / 3 2 0 / 3 1 1 / 3 1 1 / 3 2 0 / 3 1 1 / 3 1 1 / 3 2 0 / 3 1 1 / 3 1 1 / 3 1 1 / 3 1 1"})
    void seesAsFarAsItSays(LpipsNet net, String layers) {
        int back = 0;
        int field = 1;
        int stride = 1;
        for (String layer : layers.split(" / ")) {
            String[] numbers = layer.split(" ");
            field += (Integer.parseInt(numbers[0]) - 1) * stride;
            back += Integer.parseInt(numbers[2]) * stride;
            stride *= Integer.parseInt(numbers[1]);
        }
        assertEquals(net.strides().get(net.strides().size() - 1), stride);
        assertTrue(net.strides().stream().allMatch(each -> LpipsNet.LARGEST_STRIDE % each == 0));
        assertTrue(back <= 90 && field - 1 - back <= LpipsNet.REACH, back + " back, field " + field);
    }

    /** Without the file there is no number that looks like a distance. */
    @Test
    void withoutItsFileItYieldsNoNumber() throws HazeLabException {
        Network network = network(LpipsNet.SQUEEZE);
        try (ScriptModule module = ScriptModule.load(Formula.cpu(), network,
            WeightSource.of(network.initialWeights(1)), Order.ROWS, Progress.NONE)) {
            float[] distances = infer(module, x(), y()).values();
            assertTrue(Float.isNaN(distances[0]) && Float.isNaN(distances[1]));
        }
        assertEquals(List.of("own.added"), network.trained().stream().map(Parameter::name).toList());
    }
}
