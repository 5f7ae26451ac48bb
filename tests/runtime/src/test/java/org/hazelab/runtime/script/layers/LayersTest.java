// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Each layer against loops in Java that spell its formula out. */
class LayersTest {

    /** Seen: 2e-7 at most, with the kernels of several processors. */
    private static final double TOLERANCE = 1e-5;

    static FloatTensor run(Network network, Map<String, FloatTensor> weights, Function<Value, Value> layer,
        FloatTensor input) throws HazeLabException {
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR, code -> layer.apply(code.argument("x")));
        try (ScriptModule module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")),
            network.archive(weights, Order.ROWS), Progress.NONE)) {
            return module.forward(List.of(input), Progress.NONE).get(0);
        }
    }

    static FloatTensor random(long seed, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        RandomStream random = RandomStream.of(seed);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float)random.nextGaussian();
        }
        return tensor;
    }

    static float at(FloatTensor image, int channel, int row, int column) {
        int rows = image.shape()[2];
        int columns = image.shape()[3];
        return row < 0 || row >= rows || column < 0 || column >= columns ? 0
            : image.values()[(channel * rows + row) * columns + column];
    }

    /** A 3 x 3 convolution with zeros around the image at every n-th place. */
    private static FloatTensor convolved(FloatTensor image, FloatTensor weight, FloatTensor bias, int n) {
        int in = weight.shape()[1];
        FloatTensor result = FloatTensor.zeros(1, weight.shape()[0], (image.shape()[2] + n - 1) / n,
            (image.shape()[3] + n - 1) / n);
        int index = 0;
        for (int out = 0; out < weight.shape()[0]; out++) {
            for (int y = 0; y < result.shape()[2]; y++) {
                for (int x = 0; x < result.shape()[3]; x++) {
                    double sum = bias.values()[out];
                    for (int k = 0; k < in * 9; k++) {
                        sum += weight.values()[out * in * 9 + k]
                            * at(image, k / 9, n * y + k / 3 % 3 - 1, n * x + k % 3 - 1);
                    }
                    result.values()[index++] = (float)sum;
                }
            }
        }
        return result;
    }

    static void check(FloatTensor expected, FloatTensor actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.values(), actual.values(), (float)TOLERANCE);
    }

    @Test
    void convolvesImagesAtEveryPlaceAndAtEverySecondOne() throws HazeLabException {
        for (int n = 1; n <= 2; n++) {
            Network network = new Network("Test");
            Conv2d layer = Conv2d.of(network.root(), 2, 3, 3).withStride(n);
            Map<String, FloatTensor> weights = network.initialWeights(1);
            FloatTensor image = random(2, 1, 2, 7, 5);
            check(convolved(image, weights.get("weight"), weights.get("bias"), n), run(network, weights, layer::of,
                image));
        }
    }

    @Test
    void convolvesADoubledImageWithoutMakingIt() throws HazeLabException {
        FloatTensor image = random(2, 1, 2, 4, 5);
        FloatTensor doubled = FloatTensor.zeros(1, 2, 8, 10);
        for (int i = 0; i < doubled.values().length; i++) {
            doubled.values()[i] = at(image, i / 80, i / 10 % 8 / 2, i % 10 / 2);
        }
        Network network = new Network("Test");
        Conv2d layer = Conv2d.of(network.root(), 2, 3, 3);
        Map<String, FloatTensor> weights = network.initialWeights(1);
        FloatTensor expected = convolved(doubled, weights.get("weight"), weights.get("bias"), 1);
        check(expected, run(network, weights, layer::ofDoubled, image));
        Network plain = new Network("Test");
        Conv2d same = Conv2d.of(plain.root(), 2, 3, 3);
        check(expected, run(plain, weights, x -> same.of(x.doubled()), image));
        assertThrows(IllegalStateException.class, () -> layer.withStride(2).ofDoubled(null));
    }

    @Test
    void normalisesGroupsOfChannels() throws HazeLabException {
        Network network = new Network("Test");
        GroupNorm layer = GroupNorm.of(network.root(), 2, 4);
        Map<String, FloatTensor> weights = Map.of("weight", random(5, 4), "bias", random(6, 4));
        FloatTensor image = random(2, 1, 4, 3, 5);
        FloatTensor expected = FloatTensor.zeros(1, 4, 3, 5);
        for (int group = 0; group < 2; group++) {
            double mean = 0;
            double square = 0;
            for (int i = group * 30; i < group * 30 + 30; i++) {
                mean += image.values()[i] / 30.0;
                square += image.values()[i] * (double)image.values()[i] / 30;
            }
            for (int i = group * 30; i < group * 30 + 30; i++) {
                expected.values()[i] = (float)((image.values()[i] - mean) / Math.sqrt(square - mean * mean + 1e-5)
                    * weights.get("weight").values()[i / 15] + weights.get("bias").values()[i / 15]);
            }
        }
        check(expected, run(network, weights, layer::of, image));
    }

    @Test
    void mapsChannelsLinearly() throws HazeLabException {
        Network dense = new Network("Test");
        Linear linear = Linear.of(dense.root(), 3, 2);
        Map<String, FloatTensor> weights = dense.initialWeights(1);
        FloatTensor rows = random(2, 4, 3);
        FloatTensor expected = FloatTensor.zeros(4, 2);
        FloatTensor sequence = FloatTensor.zeros(1, 3, 4);
        FloatTensor expectedSequence = FloatTensor.zeros(1, 2, 4);
        for (int i = 0; i < 4; i++) {
            for (int out = 0; out < 2; out++) {
                float sum = weights.get("bias").values()[out];
                for (int in = 0; in < 3; in++) {
                    sum += weights.get("weight").values()[out * 3 + in] * rows.values()[i * 3 + in];
                    sequence.values()[in * 4 + i] = rows.values()[i * 3 + in];
                }
                expected.values()[i * 2 + out] = sum;
                expectedSequence.values()[out * 4 + i] = sum;
            }
        }
        check(expected, run(dense, weights, linear::of, rows));
        Network network = new Network("Test");
        Conv1d convolution = Conv1d.of(network.root(), 3, 2);
        check(expectedSequence, run(network, Map.of("weight", new FloatTensor(new int[] {2, 3, 1},
            weights.get("weight").values()), "bias", weights.get("bias")), convolution::of, sequence));
    }

    @Test
    void doublesImagesByATransposedConvolution() throws HazeLabException {
        for (int size = 3; size <= 4; size++) {
            Network network = new Network("Test");
            ConvTranspose2d layer = ConvTranspose2d.of(network.root(), 2, 3, size);
            Map<String, FloatTensor> weights = network.initialWeights(1);
            FloatTensor image = random(2, 1, 2, 4, 5);
            FloatTensor expected = FloatTensor.zeros(1, 3, 8, 10);
            for (int i = 0; i < 240; i++) {
                double sum = weights.get("bias").values()[i / 80];
                for (int k = 0; k < 2 * size * size; k++) {
                    int y = i / 10 % 8 + 1 - k / size % size;
                    int x = i % 10 + 1 - k % size;
                    if (y % 2 == 0 && x % 2 == 0) {
                        int in = k / (size * size);
                        sum += at(image, in, y / 2, x / 2)
                            * weights.get("weight").values()[(in * 3 + i / 80) * size * size + k % (size * size)];
                    }
                }
                expected.values()[i] = (float)sum;
            }
            check(expected, run(network, weights, layer::of, image));
        }
    }

    @Test
    void computesWithValues() throws HazeLabException {
        FloatTensor x = random(2, 1, 2, 2, 2);
        FloatTensor result = run(new Network("Test"), Map.of(), v -> v.plus(v.times(2).minus(1)).siluInto()
            .concat(v.slice(1, 0, 1)).reshaped(-1).contiguous(), x);
        assertEquals(12, result.values().length);
        for (int i = 0; i < 8; i++) {
            double y = 3 * x.values()[i] - 1;
            assertEquals(y / (1 + Math.exp(-y)), result.values()[i], TOLERANCE);
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(x.values()[i], result.values()[8 + i]);
        }
        float mean = run(new Network("Test"), Map.of(), Value::mean, x).values()[0];
        double sum = 0;
        for (float value : x.values()) {
            sum += value;
        }
        assertEquals(sum / 8, mean, TOLERANCE);
    }
}
