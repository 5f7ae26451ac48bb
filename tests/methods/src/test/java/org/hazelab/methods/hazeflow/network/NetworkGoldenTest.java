// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the authors' program and ours in PyTorch: docs/goldens.md, "HazeFlow's network". */
class NetworkGoldenTest {

    private static final double TOLERANCE = 1e-4;

    private static float at(FloatTensor tensor, int channel, int row, int column) {
        int[] shape = tensor.shape();
        return tensor.values()[(channel * shape[2] + row) * shape[3] + column];
    }

    private static double mean(FloatTensor tensor) {
        double sum = 0;
        for (float value : tensor.values()) {
            sum += value;
        }
        return sum / tensor.values().length;
    }

    private static double deviation(FloatTensor tensor) {
        double mean = mean(tensor);
        double squares = 0;
        for (float value : tensor.values()) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (tensor.values().length - 1));
    }

    private static void check(List<FloatTensor> results, int height, int width, double[] velocity, double[] moments,
        double[] transmission, double[] momentsOfTransmission) {
        FloatTensor v = results.get(0);
        FloatTensor t = results.get(1);
        assertArrayEquals(new int[] {1, 3, height, width}, v.shape());
        assertArrayEquals(new int[] {1, 1, height, width}, t.shape());
        assertArrayEquals(velocity, new double[] {at(v, 0, 0, 0), at(v, 0, 31, 17), at(v, 1, 10, 20),
            at(v, 2, height - 1, width - 1)}, TOLERANCE);
        assertArrayEquals(moments, new double[] {mean(v), deviation(v)}, TOLERANCE);
        assertArrayEquals(transmission, new double[] {at(t, 0, 0, 0), at(t, 0, 31, 17),
            at(t, 0, height - 1, width - 1)}, TOLERANCE);
        assertArrayEquals(momentsOfTransmission, new double[] {mean(t), deviation(t)}, TOLERANCE);
    }

    /** The numbers that the authors' program printed, and two places more. */
    @Test
    void computesWhatTheAuthorsNetworkDoes() throws HazeLabException {
        try (ScriptModule module = load(HazeFlowSize.PAPER, Order.CHANNELS_LAST)) {
            List<FloatTensor> results = FormulaWeights.call(module, HazeFlowNetwork.INFER,
                FormulaWeights.hazy(64, 128), FormulaWeights.transmission(64, 128));
            check(results, 64, 128, new double[] {0.5381888, 0.9038408, 0.6334799, 0.6002058},
                new double[] {0.3348665, 0.2852101}, new double[] {-0.0409606, -0.0667492, 0.0037581},
                new double[] {-0.0593497, 0.0116848});
            assertEquals(0.2705074, at(results.get(0), 0, 31, 77), TOLERANCE);
            assertEquals(-0.0572347, at(results.get(1), 0, 31, 77), TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void computesTheCompactSize(Order order) throws HazeLabException {
        try (ScriptModule module = load(HazeFlowSize.COMPACT, order)) {
            check(FormulaWeights.call(module, HazeFlowNetwork.INFER, FormulaWeights.hazy(64, 192),
                FormulaWeights.transmission(64, 192)), 64, 192,
                new double[] {0.2844264, 0.4699615, 1.1538661, 0.2266871}, new double[] {0.4013486, 0.3808990},
                new double[] {0.2707203, 0.0537100, -0.2013465}, new double[] {0.0757000, 0.0796115});
        }
    }

    /** With gradients recorded other operations compute the same. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void computesTheTinySizeWithEveryMethod(Order order) throws HazeLabException {
        FloatTensor hazy = FormulaWeights.hazy(36, 52);
        FloatTensor t = FormulaWeights.transmission(36, 52);
        double[] velocity = {0.1952928, 0.1928608, 1.0673718, 0.6067413};
        double[] moments = {0.6895976, 0.3907358};
        double[] transmission = {-0.2221858, -0.1586784, 0.0167864};
        double[] momentsOfTransmission = {-0.1428787, 0.0438619};
        try (ScriptModule module = load(HazeFlowSize.TINY, order)) {
            check(FormulaWeights.call(module, HazeFlowNetwork.INFER, hazy, t), 36, 52, velocity, moments,
                transmission, momentsOfTransmission);
        }
        var network = HazeFlowNetwork.toExport(HazeFlowSize.TINY.shape());
        try (ScriptModule module = FormulaWeights.load(network, FormulaWeights.of(network), order)) {
            List<FloatTensor> results = FormulaWeights.call(module, HazeFlowNetwork.FORWARD, hazy, t);
            check(results, 36, 52, velocity, moments, transmission, momentsOfTransmission);
            List<FloatTensor> dehazed = FormulaWeights.call(module, HazeFlowNetwork.DEHAZE, hazy, t);
            assertArrayEquals(results.get(1).values(), dehazed.get(1).values(), 1e-5f);
            for (int i = 0; i < hazy.values().length; i++) {
                float rest = 1 - results.get(1).values()[i % (36 * 52)];
                float expected = hazy.values()[i] + rest * results.get(0).values()[i];
                assertEquals(Math.min(Math.max(expected, 0), 1), dehazed.get(0).values()[i], 1e-5);
            }
        }
    }

    private static ScriptModule load(HazeFlowSize size, Order order) throws HazeLabException {
        var network = HazeFlowNetwork.toInfer(size.shape());
        return FormulaWeights.load(network, FormulaWeights.of(network), order);
    }

    /** The head starts almost with zeros: with the authors' scale, some 1e-5 of its inputs. */
    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "TINY"})
    void yieldsTheHazyImageAndNoTransmissionBeforeTraining(HazeFlowSize size) throws HazeLabException {
        FloatTensor hazy = FormulaWeights.hazy(64, 128);
        var network = HazeFlowNetwork.toInfer(size.shape());
        try (ScriptModule module = FormulaWeights.load(network, network.initial(1), Order.CHANNELS_LAST)) {
            List<FloatTensor> results = FormulaWeights.call(module, HazeFlowNetwork.INFER, hazy,
                FormulaWeights.transmission(64, 128));
            assertArrayEquals(hazy.values(), results.get(0).values(), 1e-4f);
            assertArrayEquals(new float[64 * 128], results.get(1).values(), 1e-4f);
        }
    }
}
