// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import static org.hazelab.runtime.script.layers.LayersTest.at;
import static org.hazelab.runtime.script.layers.LayersTest.check;
import static org.hazelab.runtime.script.layers.LayersTest.random;
import static org.hazelab.runtime.script.layers.LayersTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    private static final FloatTensor X = random(2, 1, 2, 4, 6);

    private static FloatTensor apply(Function<Value, Value> function, FloatTensor x) throws HazeLabException {
        return run(new Network("Test"), Map.of(), function, x);
    }

    private static void checkEach(Function<Value, Value> function, DoubleUnaryOperator expected)
        throws HazeLabException {
        FloatTensor result = FloatTensor.zeros(X.shape());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = (float)expected.applyAsDouble(X.values()[i]);
        }
        check(result, apply(function, X));
    }

    @Test
    void activates() throws HazeLabException {
        checkEach(x -> Functions.leakyRelu(x, 0.2), x -> x > 0 ? x : 0.2 * x);
        checkEach(Functions::relu, x -> Math.max(0, x));
        checkEach(Functions::tanh, Math::tanh);
        checkEach(Functions::sigmoid, x -> 1 / (1 + Math.exp(-x)));
        checkEach(Functions::quickGelu, x -> x / (1 + Math.exp(-1.702 * x)));
        checkEach(Functions::detached, x -> x);
    }

    private interface Pixel {
        double at(int channel, int row, int column);
    }

    private static FloatTensor image(int rows, int columns, Pixel pixel) {
        FloatTensor image = FloatTensor.zeros(1, 2, rows, columns);
        for (int i = 0; i < image.values().length; i++) {
            image.values()[i] = (float)pixel.at(i / (rows * columns), i / columns % rows, i % columns);
        }
        return image;
    }

    @Test
    void poolsAndResamples() throws HazeLabException {
        check(image(2, 3, (c, y, x) -> (at(X, c, 2 * y, 2 * x) + at(X, c, 2 * y, 2 * x + 1) + at(X, c, 2 * y + 1, 2 * x)
            + (double)at(X, c, 2 * y + 1, 2 * x + 1)) / 4), apply(x -> Functions.averagePool(x, 2), X));
        check(image(1, 2, (c, y, x) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < 9; i++) {
                largest = Math.max(largest, at(X, c, i / 3, 2 * x + i % 3));
            }
            return largest;
        }), apply(x -> Functions.maxPool(x, 3, 2), X));
        check(image(2, 2, (c, y, x) -> {
            double sum = 0;
            for (int i = 0; i < 6; i++) {
                sum += at(X, c, 2 * y + i / 3, 3 * x + i % 3) / 6.0;
            }
            return sum;
        }), apply(x -> Functions.areaTo(x, 2, 2), X));
        check(image(7, 11, (c, y, x) -> bilinear(c, y / 2.0, x / 2.0)),
            apply(x -> Functions.bilinearTo(x, 7, 11, true), X));
        check(
            image(8, 12, (c, y, x) -> bilinear(c, Math.max(0, (y + 0.5) / 2 - 0.5), Math.max(0, (x + 0.5) / 2 - 0.5))),
            apply(x -> Functions.bilinearTo(x, 8, 12, false), X));
    }

    private static double bilinear(int c, double y, double x) {
        int top = Math.min(2, (int)y);
        int left = Math.min(4, (int)x);
        double v = Math.min(1, y - top);
        double u = Math.min(1, x - left);
        return (1 - v) * ((1 - u) * at(X, c, top, left) + u * at(X, c, top, left + 1))
            + v * ((1 - u) * at(X, c, top + 1, left) + u * at(X, c, top + 1, left + 1));
    }

    @Test
    void measuresTheSpectrum() throws HazeLabException {
        check(image(4, 4, (c, v, u) -> {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < 24; i++) {
                double angle = 2 * Math.PI * (v * (i / 6) / 4.0 + u * (i % 6) / 6.0);
                real += at(X, c, i / 6, i % 6) * Math.cos(angle);
                imaginary -= at(X, c, i / 6, i % 6) * Math.sin(angle);
            }
            return Math.hypot(real, imaginary);
        }), apply(Functions::spectrum, X));
    }

    @Test
    void computesLosses() throws HazeLabException {
        FloatTensor logits = random(3, 2, 3);
        float[] l = logits.values();
        double[] sums = new double[2];
        for (int i = 0; i < 6; i++) {
            sums[i / 3] += Math.exp(l[i]);
        }
        FloatTensor summed = apply(x -> Functions.logSumExp(x, 1), logits);
        assertEquals(Math.log(sums[0]), summed.values()[0], 1e-5);
        assertEquals(Math.log(sums[1]), summed.values()[1], 1e-5);
        FloatTensor entropy = apply(
            x -> Functions.crossEntropy(x, x.code().call("torch.tensor", List.of(2.0, 0.0))), logits);
        assertEquals((Math.log(sums[0]) - l[2] + Math.log(sums[1]) - l[3]) / 2, entropy.values()[0], 1e-5);
        FloatTensor logistic = apply(x -> Functions.logisticLoss(x, x.code().call("torch.ones_like", x)), logits);
        double expected = 0;
        double absolute = 0;
        double squared = 0;
        for (float value : l) {
            expected += Math.log1p(Math.exp(-value)) / 6;
            absolute += Math.abs(value - 1) / 6;
            squared += (value - 1) * (value - 1) / 6;
        }
        assertEquals(expected, logistic.values()[0], 1e-5);
        assertEquals(absolute,
            apply(x -> Functions.meanAbsoluteError(x, x.code().call("torch.ones_like", x)), logits).values()[0], 1e-5);
        assertEquals(squared,
            apply(x -> Functions.meanSquaredError(x, x.code().call("torch.ones_like", x)), logits).values()[0], 1e-5);
    }
}
