// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import static org.hazelab.runtime.script.layers.LayersTest.at;
import static org.hazelab.runtime.script.layers.LayersTest.check;
import static org.hazelab.runtime.script.layers.LayersTest.random;
import static org.hazelab.runtime.script.layers.LayersTest.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Layers that losses, teachers and foreign networks are made of, each against loops in Java. */
class MoreLayersTest {

    /** Groups, stride, padding and no bias, each place and kernel element spelled out. */
    @Test
    void convolvesInGroupsWithAnyStrideAndPadding() throws HazeLabException {
        Network network = new Network("Test");
        Conv2d layer = Conv2d.grouped(network.root(), 4, 6, 4, 2).withStride(2).withPadding(1);
        Map<String, FloatTensor> weights = network.initialWeights(1);
        FloatTensor image = random(2, 1, 4, 7, 9);
        FloatTensor expected = FloatTensor.zeros(1, 6, 3, 4);
        float[] kernel = weights.get("weight").values();
        for (int i = 0; i < expected.values().length; i++) {
            int out = i / 12;
            double sum = weights.get("bias").values()[out];
            for (int k = 0; k < 2 * 16; k++) {
                sum += kernel[out * 32 + k]
                    * at(image, out / 3 * 2 + k / 16, i / 4 % 3 * 2 - 1 + k / 4 % 4, i % 4 * 2 - 1 + k % 4);
            }
            expected.values()[i] = (float)sum;
        }
        check(expected, run(network, weights, layer::of, image));
        assertThrows(IllegalArgumentException.class, () -> Conv2d.grouped(network.root(), 4, 5, 3, 2));
    }

    @Test
    void convolvesWithoutBiasAndWithOneByOneKernelsInStrides() throws HazeLabException {
        for (int stride = 1; stride <= 2; stride++) {
            Network network = new Network("Test");
            Conv2d layer = Conv2d.withoutBias(network.root(), 3, 2, 1).withStride(stride);
            Map<String, FloatTensor> weights = network.initialWeights(1);
            assertEquals(List.of("weight"), List.copyOf(weights.keySet()));
            FloatTensor image = random(2, 1, 3, 4, 6);
            FloatTensor expected = FloatTensor.zeros(1, 2, 4 / stride, 6 / stride);
            int columns = 6 / stride;
            for (int i = 0; i < expected.values().length; i++) {
                int place = i % (4 / stride * columns);
                float sum = 0;
                for (int in = 0; in < 3; in++) {
                    sum += weights.get("weight").values()[i / (4 / stride * columns) * 3 + in]
                        * at(image, in, place / columns * stride, place % columns * stride);
                }
                expected.values()[i] = sum;
            }
            check(expected, run(network, weights, layer::of, image));
        }
    }

    private static float[] standardized(float[] values, int from, int count, double epsilon) {
        double mean = 0;
        double square = 0;
        for (int i = from; i < from + count; i++) {
            mean += values[i] / (double)count;
            square += values[i] * (double)values[i] / count;
        }
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float)((values[from + i] - mean) / Math.sqrt(square - mean * mean + epsilon));
        }
        return result;
    }

    @Test
    void normalizesImagesAndRows() throws HazeLabException {
        FloatTensor image = random(2, 2, 3, 4, 5);
        FloatTensor byInstance = FloatTensor.zeros(2, 3, 4, 5);
        for (int c = 0; c < 6; c++) {
            System.arraycopy(standardized(image.values(), 20 * c, 20, 1e-5), 0, byInstance.values(), 20 * c, 20);
        }
        check(byInstance, run(new Network("Test"), Map.of(), InstanceNorm::of, image));

        Network network = new Network("Test");
        LayerNorm layer = LayerNorm.of(network.root(), 5);
        FloatTensor scale = random(3, 5);
        FloatTensor offset = random(4, 5);
        FloatTensor byRow = FloatTensor.zeros(2, 3, 4, 5);
        for (int row = 0; row < 24; row++) {
            float[] values = standardized(image.values(), 5 * row, 5, 1e-5);
            for (int i = 0; i < 5; i++) {
                byRow.values()[5 * row + i] = values[i] * scale.values()[i] + offset.values()[i];
            }
        }
        check(byRow, run(network, Map.of("weight", scale, "bias", offset), layer::of, image));

        Network wide = new Network("Test");
        GroupNorm group = GroupNorm.of(wide.root(), 1, 3).withEpsilon(0.5);
        FloatTensor byGroup = FloatTensor.zeros(2, 3, 4, 5);
        for (int i = 0; i < 2; i++) {
            System.arraycopy(standardized(image.values(), 60 * i, 60, 0.5), 0, byGroup.values(), 60 * i, 60);
        }
        check(byGroup, run(wide, wide.initialWeights(1), group::of, image));
    }

    @Test
    void mapsChannelsByANinAndNumbersByAnEmbedding() throws HazeLabException {
        Network network = new Network("Test");
        Nin layer = Nin.of(network.root(), 3, 2, 1);
        Map<String, FloatTensor> weights = Map.of("W", random(3, 3, 2), "b", random(4, 2));
        FloatTensor image = random(2, 1, 3, 2, 2);
        FloatTensor expected = FloatTensor.zeros(1, 2, 2, 2);
        for (int i = 0; i < 8; i++) {
            float sum = weights.get("b").values()[i / 4];
            for (int in = 0; in < 3; in++) {
                sum += weights.get("W").values()[in * 2 + i / 4] * image.values()[in * 4 + i % 4];
            }
            expected.values()[i] = sum;
        }
        check(expected, run(network, weights, layer::of, image));

        Network words = new Network("Test");
        Embedding embedding = Embedding.of(words.root(), 4, 2);
        FloatTensor table = random(3, 4, 2);
        float[] t = table.values();
        check(new FloatTensor(new int[] {1, 3, 2}, new float[] {t[6], t[7], t[0], t[1], t[6], t[7]}),
            run(words, Map.of("weight", table), embedding::of,
                new FloatTensor(new int[] {1, 3}, new float[] {3, 0, 3})));
    }

    /** Two heads of width 2; the second element does not see the third. */
    @Test
    void attendsInHeadsUnderAMask() throws HazeLabException {
        int length = 3;
        int width = 4;
        Network network = new Network("Test");
        MultiHeadAttention layer = MultiHeadAttention.of(network.root(), width, 2);
        assertEquals(List.of("in_proj_weight[12, 4]", "in_proj_bias[12]", "out_proj.weight[4, 4]", "out_proj.bias[4]"),
            network.parameters().stream().map(Parameter::toString).toList());
        Map<String, FloatTensor> weights = Map.of("in_proj_weight", random(3, 12, 4), "in_proj_bias", random(4, 12),
            "out_proj.weight", random(5, 4, 4), "out_proj.bias", random(6, 4));
        FloatTensor x = random(2, 1, length, width);
        double[][] mask = new double[length][length];
        mask[1][2] = Double.NEGATIVE_INFINITY;
        FloatTensor expected = new FloatTensor(new int[] {1, length, width}, attended(x.values(), weights, mask));
        FloatTensor actual = run(network, weights, value -> {
            Value hidden = value.code().expression("torch.tensor([[0., 0., 0.], [0., 0., -1e38], [0., 0., 0.]])");
            return layer.of(value, Optional.of(hidden));
        }, x);
        check(expected, actual);
        Network free = new Network("Test");
        MultiHeadAttention toAll = MultiHeadAttention.of(free.root(), width, 2);
        check(new FloatTensor(new int[] {1, length, width}, attended(x.values(), weights, new double[length][length])),
            run(free, weights, value -> toAll.of(value, Optional.empty()), x));
    }

    private static double[] linear(float[] x, int row, int width, float[] weight, float[] bias) {
        double[] result = new double[bias.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = bias[i];
            for (int k = 0; k < width; k++) {
                result[i] += weight[i * width + k] * (double)x[row * width + k];
            }
        }
        return result;
    }

    private static float[] attended(float[] x, Map<String, FloatTensor> weights, double[][] mask) {
        int length = mask.length;
        double[][] parts = new double[length][];
        for (int row = 0; row < length; row++) {
            parts[row] =
                linear(x, row, 4, weights.get("in_proj_weight").values(), weights.get("in_proj_bias").values());
        }
        float[] seen = new float[length * 4];
        for (int head = 0; head < 2; head++) {
            for (int query = 0; query < length; query++) {
                double sum = 0;
                double[] share = new double[length];
                for (int key = 0; key < length; key++) {
                    double product = 0;
                    for (int k = 0; k < 2; k++) {
                        product += parts[query][head * 2 + k] * parts[key][4 + head * 2 + k];
                    }
                    share[key] = Math.exp(product / Math.sqrt(2) + mask[query][key]);
                    sum += share[key];
                }
                for (int key = 0; key < length; key++) {
                    for (int k = 0; k < 2; k++) {
                        seen[query * 4 + head * 2 + k] += (float)(share[key] / sum * parts[key][8 + head * 2 + k]);
                    }
                }
            }
        }
        float[] result = new float[length * 4];
        for (int row = 0; row < length; row++) {
            double[] out = linear(seen, row, 4, weights.get("out_proj.weight").values(),
                weights.get("out_proj.bias").values());
            for (int k = 0; k < 4; k++) {
                result[row * 4 + k] = (float)out[k];
            }
        }
        return result;
    }

    /** Power iteration comes to the largest singular value: of diag(3, -5, 1) that is 5. */
    @Test
    void dividesAWeightByItsLargestSingularValue() throws HazeLabException {
        Network network = new Network("Test");
        SpectralNorm norm = SpectralNorm.of(network.root(), Initializer.normal(1), 3, 3);
        assertEquals(List.of("weight_orig[3, 3]", "weight_u[3]", "weight_v[3]"),
            network.parameters().stream().map(Parameter::toString).toList());
        Map<String, FloatTensor> weights = new LinkedHashMap<>(network.initialWeights(1));
        weights.put("weight_orig", new FloatTensor(new int[] {3, 3}, new float[] {3, 0, 0, 0, -5, 0, 0, 0, 1}));
        network.training("train", Map.of(), Type.TENSOR, code -> norm.weight(code, true));
        network.inference("forward", Map.of(), Type.TENSOR, code -> norm.weight(code, false));
        ComputeDevice cpu = ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
        try (ScriptModule module = ScriptModule.load(cpu, network.archive(weights, Order.ROWS), Progress.NONE)) {
            for (int i = 0; i < 60; i++) {
                cpu.run(Progress.NONE, scope -> scope.train(module, "train"));
            }
            float[] result = cpu.run(Progress.NONE, scope -> scope.infer(module, "forward").get(0).get()).values();
            assertArrayEquals(new float[] {0.6f, 0, 0, 0, -1, 0, 0, 0, 0.2f}, result, 1e-5f);
            assertArrayEquals(result,
                cpu.run(Progress.NONE, scope -> scope.infer(module, "forward").get(0).get()).values());
            Map<String, FloatTensor> after = module.parameterValues(Progress.NONE);
            assertEquals(1, Math.abs(after.get("weight_u").values()[1]), 1e-5);
            assertEquals(1, Math.abs(after.get("weight_v").values()[1]), 1e-5);
            assertEquals(weights.get("weight_orig"), after.get("weight_orig"));
        }
    }

    @Test
    void startsWithTheSpreadThatInitializersPromise() {
        checkSpread(Initializer.normal(0.02), 0.02);
        checkSpread(Initializer.xavierNormal(0.02, 100, 300), 0.02 * Math.sqrt(2.0 / 400));
        checkSpread(Initializer.fanAverage(1, 100, 300), Math.sqrt(1.0 / 200));
        checkSpread(Initializer.uniform(3), 3 / Math.sqrt(3));
    }

    /** 40,000 numbers: the error of their standard deviation is about 0.4 %, a tenth of what is allowed. */
    private static void checkSpread(Initializer initializer, double standardDeviation) {
        float[] values = new float[40_000];
        initializer.fill(values, RandomStream.of(5));
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / (double)values.length;
            square += value * (double)value / values.length;
        }
        assertEquals(standardDeviation, Math.sqrt(square - mean * mean), 0.04 * standardDeviation);
        assertTrue(Math.abs(mean) < 0.04 * standardDeviation, () -> "a mean that is not 0");
    }
}
