// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.precision.Difference;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HazeMatching's networks in bfloat16 beside those of 32-bit floats. */
class FastNetworkTest {

    private static final double BOUND = 0.03;

    /** Rows and columns: group norm takes both of its ways on the levels of such an image. */
    private static final int SIDE = 48;

    private static float[] velocity(ScriptModule module, float time) throws HazeLabException {
        float[] both = GoldenNumbers.image(7, 2, SIDE, SIDE).values();
        int[] shape = {1, 1, SIDE, SIDE};
        FloatTensor state = new FloatTensor(shape, Arrays.copyOf(both, SIDE * SIDE));
        FloatTensor hazy = new FloatTensor(shape, Arrays.copyOfRange(both, SIDE * SIDE, 2 * SIDE * SIDE));
        float[] moved = module.device().run(Progress.NONE, scope -> scope.infer(module, HazeMatchingNetwork.EULER,
            state, hazy, time, 1.0).get(0).get().values());
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= both[i];
        }
        return moved;
    }

    private static FloatTensor tensor(float[] values) {
        return new FloatTensor(new int[] {values.length}, values);
    }

    @ParameterizedTest
    @CsvSource({"128, TO_INFER, CHANNELS_LAST", "64, TO_INFER, CHANNELS_LAST", "64, TO_TRAIN, ROWS"})
    void staysCloseToTheExactVelocity(int size, Network.FastForms forms, Order order) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(size, forms);
        try (ScriptModule module = GoldenNumbers.load(network, GoldenNumbers.weights(network), order)) {
            for (float time : new float[] {0, 1}) {
                float[] exact = velocity(module, time);
                float[] fast = velocity(module.in(Precision.FAST), time);
                double difference = new Difference().add(tensor(exact), tensor(fast)).value();
                assertTrue(difference < BOUND, time + ": " + difference);
                assertFalse(Arrays.equals(exact, fast), "nothing was computed in bfloat16");
                assertArrayEquals(fast, velocity(module.in(Precision.FAST), time), "the same again");
            }
        }
    }
}
