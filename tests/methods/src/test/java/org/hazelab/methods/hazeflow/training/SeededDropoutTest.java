// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Which values are dropped. */
class SeededDropoutTest {

    private static final double PROBABILITY = 0.15;
    private static final int[] SHAPE = {3, 8, 20, 20};

    private static FloatTensor dropped(int block, FloatTensor keys, boolean channelsLast) throws HazeLabException {
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("keys", Type.TENSOR);
        Network network = new Network("Drop");
        network.inference("drop", arguments, Type.TENSOR, code -> {
            org.hazelab.runtime.script.Value x = channelsLast ? code.argument("x").channelsLast() : code.argument("x");
            return new SeededDropout(code.argument("keys"), PROBABILITY).of(x, block).contiguous();
        });
        int[] shape = SHAPE.clone();
        shape[0] = keys.shape()[0];
        FloatTensor ones = FloatTensor.zeros(shape);
        Arrays.fill(ones.values(), 1);
        try (ScriptModule module = ScriptModule.load(HazeFlowTrainings.device(1), network, network.initial(0),
            Order.ROWS, Progress.NONE)) {
            return module.device().run(Progress.NONE,
                scope -> scope.infer(module, "drop", ones, keys).get(0).get());
        }
    }

    private static FloatTensor keys(long step) {
        return SeededDropout.keys(4, step, 0, SHAPE[0]);
    }

    /** The share of places where both are dropped. */
    private static double both(float[] one, float[] other) {
        int count = 0;
        for (int i = 0; i < one.length; i++) {
            count += one[i] == 0 && other[i] == 0 ? 1 : 0;
        }
        return count / (double)one.length;
    }

    @Test
    void theShareIsDroppedAndTheOthersMakeUpForIt() throws HazeLabException {
        float[] values = dropped(3, keys(1), false).values();
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
            assertTrue(value == 0 || Math.abs(value - 1 / 0.85) < 1e-6, "value " + value);
        }
        assertEquals(PROBABILITY, zeros / (double)values.length, 0.015); // four standard deviations
    }

    /** Of independent masks, the share of places dropped in both is the square of the probability. */
    @Test
    void cropsStepsBlocksAndNeighboursAreIndependent() throws HazeLabException {
        float[] values = dropped(3, keys(1), false).values();
        int crop = values.length / SHAPE[0];
        double square = PROBABILITY * PROBABILITY;
        assertEquals(square, both(values, dropped(3, keys(2), false).values()), 0.008);
        assertEquals(square, both(values, dropped(4, keys(1), false).values()), 0.008);
        assertEquals(square, both(Arrays.copyOfRange(values, 0, crop), Arrays.copyOfRange(values, crop, 2 * crop)),
            0.014);
        for (int shift : new int[] {1, 20, 400}) {
            assertEquals(square, both(Arrays.copyOfRange(values, 0, crop - shift),
                Arrays.copyOfRange(values, shift, crop)), 0.014);
        }
    }

    /** Alone in a piece or among others, whatever the order in memory. */
    @Test
    void aCropIsDroppedTheSameWay() throws HazeLabException {
        FloatTensor all = dropped(3, keys(1), false);
        assertArrayEquals(CropBatch.item(all, 2).values(),
            dropped(3, SeededDropout.keys(4, 1, 2, 1), false).values());
        assertArrayEquals(all.values(), dropped(3, keys(1), true).values());
    }
}
