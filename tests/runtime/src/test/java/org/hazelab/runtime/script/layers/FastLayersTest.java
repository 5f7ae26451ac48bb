// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Network.FastForms;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;
import org.junit.jupiter.api.Test;

/** Every layer in bfloat16 beside the same layer of 32-bit floats. */
class FastLayersTest {

    /** Of the largest exact number: 8 bits are 0.004, and sums of rounded numbers differ by less than each of them. */
    private static final double BOUND = 0.03;

    private static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
    }

    private static ScriptModule load(Network network) throws HazeLabException {
        return ScriptModule.load(cpu(), network, network.initial(1), Order.CHANNELS_LAST, Progress.NONE);
    }

    private static float[] run(ScriptModule module, Precision precision, FloatTensor input) throws HazeLabException {
        return module.in(precision).forward(List.of(input), Progress.NONE).get(0).values();
    }

    /** @param layer declares a layer and yields what it computes */
    private static void compare(boolean reduces, Function<Scope, Function<Value, Value>> layer, int... shape)
        throws HazeLabException {
        FloatTensor input = LayersTest.random(3, shape);
        for (FastForms forms : List.of(FastForms.TO_INFER, FastForms.TO_TRAIN)) {
            Network network = new Network("Test", forms);
            Function<Value, Value> declared = layer.apply(network.root());
            network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR,
                code -> declared.apply(code.argument("x")).full());
            try (ScriptModule module = load(network)) {
                float[] exact = run(module, Precision.EXACT, input);
                float[] fast = run(module, Precision.FAST, input);
                float largest = 0;
                for (float value : exact) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertArrayEquals(exact, fast, (float)(BOUND * largest), forms.toString());
                assertEquals(reduces, !Arrays.equals(exact, fast), forms.toString());
            }
        }
    }

    @Test
    void convolutions() throws HazeLabException {
        compare(true, at -> Conv2d.of(at, 4, 6, 3)::of, 2, 4, 8, 8);
        compare(true, at -> Conv2d.of(at, 4, 6, 1)::of, 2, 4, 8, 8);
        compare(true, at -> Conv2d.withoutBias(at, 4, 6, 3).withStride(2)::of, 2, 4, 8, 8);
        compare(true, at -> Conv2d.grouped(at, 4, 8, 3, 2)::of, 2, 4, 8, 8);
        compare(true, at -> Conv2d.of(at, 4, 6, 3)::ofDoubled, 2, 4, 8, 8);
        compare(true, at -> ConvTranspose2d.of(at, 4, 6, 4)::of, 2, 4, 8, 8);
        compare(true, at -> Conv1d.of(at, 4, 6)::of, 2, 4, 9);
        compare(true, at -> {
            Conv2d convolution = Conv2d.of(at.at("c"), 4, 6, 3);
            SpectralNorm norm = SpectralNorm.of(at, Initializer.fan(36), 6, 4, 3, 3);
            return x -> convolution.of(x, norm.weight(x.code(), false));
        }, 2, 4, 8, 8);
    }

    @Test
    void matrixProducts() throws HazeLabException {
        compare(true, at -> Linear.of(at, 8, 6)::of, 3, 8);
        compare(true, at -> Nin.of(at, 4, 6, 1)::of, 2, 4, 5, 5);
        compare(true, at -> {
            MultiHeadAttention attention = MultiHeadAttention.of(at, 8, 2);
            return x -> attention.of(x, Optional.empty());
        }, 2, 5, 8);
        compare(true, at -> {
            MultiHeadAttention attention = MultiHeadAttention.of(at, 8, 2);
            return x -> attention.of(x, Optional.of(x.apply("new_zeros", new int[] {5, 5})));
        }, 2, 5, 8);
    }

    /** Norms take and give bfloat16 between convolutions; their sums are those of 32-bit floats. */
    @Test
    void norms() throws HazeLabException {
        compare(true, at -> GroupNorm.of(at, 2, 4)::of, 2, 4, 8, 8);
        compare(true, at -> GroupNorm.of(at, 2, 4)::of, 2, 4, 48, 48);
        compare(true, at -> InstanceNorm::of, 2, 4, 8, 8);
        compare(false, at -> LayerNorm.of(at, 8)::of, 3, 8);
    }

    /**
     * A thousand with ones of noise: in sums of 8 bits, 4096 numbers around 1000 would not even have the right mean.
     */
    @Test
    void groupNormSumsUpIn32Bits() throws HazeLabException {
        Network network = new Network("Test", FastForms.TO_INFER);
        GroupNorm norm = GroupNorm.of(network.root(), 1, 1);
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> norm.of(code.argument("x")).full());
        FloatTensor input = FloatTensor.zeros(1, 1, 64, 64);
        for (int i = 0; i < input.values().length; i++) {
            input.values()[i] = 1000 + 8 * (i % 3); // numbers that bfloat16 has
        }
        try (ScriptModule module = load(network)) {
            assertArrayEquals(run(module, Precision.EXACT, input), run(module, Precision.FAST, input), 0.02f);
        }
    }

    @Test
    void lossesAreThoseOf32Bits() throws HazeLabException {
        compare(false, at -> x -> Functions.meanSquaredError(x, x.times(0.1)), 3, 8);
        compare(false, at -> x -> Functions.meanAbsoluteError(x, x.times(0.1)), 3, 8);
        compare(false, at -> Value::mean, 3, 8);
        compare(false, at -> x -> Functions.logSumExp(x, 1), 3, 8);
        compare(false, at -> Functions::spectrum, 1, 1, 4, 4);
    }

    private static int conversions(Network network) {
        String text = new String(network.archive(network.initialWeights(1), Order.ROWS), StandardCharsets.ISO_8859_1);
        return text.split("= torch\\.to\\(\\w+, 15", -1).length - 1;
    }

    /** To infer, weights are converted in a method of their own; to train, once a call, however often they are used. */
    @Test
    void convertsEachWeightOnce() {
        for (FastForms forms : List.of(FastForms.TO_INFER, FastForms.TO_TRAIN)) {
            Network network = new Network("Test", forms);
            Linear layer = Linear.of(network.root(), 4, 4);
            network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR, code -> {
                Value x = layer.of(layer.of(code.argument("x").reduced()));
                return x.full();
            });
            // The input, weight and bias; and in the two layers what is bfloat16 already, which copies nothing.
            assertEquals(3 + 2, conversions(network), forms.toString());
        }
    }

    @Test
    void gradientsAreThoseOfTheWeightsIn32Bits() throws HazeLabException {
        Network network = new Network("Test", FastForms.TO_TRAIN);
        Linear layer = Linear.of(network.root(), 4, 2);
        network.training("loss", Map.of("x", Type.TENSOR), Type.TENSOR, code -> layer.of(code.argument("x")).mean());
        FloatTensor input = LayersTest.random(5, 3, 4);
        try (ScriptModule module = load(network)) {
            float[][] gradients = new float[2][];
            for (Precision precision : Precision.values()) {
                gradients[precision.ordinal()] = cpu().run(Progress.NONE, scope -> {
                    DeviceTensor loss = scope.train(module.in(precision), "loss", input).get(0);
                    loss.backward();
                    DeviceTensor weight = module.parameters().get("weight");
                    float[] values = weight.gradient().orElseThrow().values();
                    weight.clearGradient();
                    return values;
                });
            }
            assertArrayEquals(gradients[0], gradients[1], 0.01f);
            assertFalse(Arrays.equals(gradients[0], gradients[1]));
        }
    }

    @Test
    void aNetworkWithoutFastFormsIsExactInBoth() throws HazeLabException {
        Network network = new Network("Test");
        Linear layer = Linear.of(network.root(), 4, 2);
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR, code -> layer.of(code.argument("x")));
        FloatTensor input = LayersTest.random(5, 3, 4);
        try (ScriptModule module = load(network)) {
            assertArrayEquals(run(module, Precision.EXACT, input), run(module, Precision.FAST, input));
        }
        assertTrue(conversions(network) == 0);
    }
}
