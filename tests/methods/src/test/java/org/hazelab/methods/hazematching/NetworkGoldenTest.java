// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the authors' network class: docs/goldens.md, "HazeMatching's network", which says why 1e-4. */
class NetworkGoldenTest {

    /** Seen: 4.3e-6 at most, with the kernels of several processors. */
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @CsvSource({
        "128, 0,   0.367512, -0.256988, 0.121524, -0.016650, -0.182928, -0.953563, -0.016999, 0.599847",
        "128, 0.5, 0.368587, -0.256682, 0.112966, -0.012435, -0.180736, -0.978761, -0.017010, 0.599869",
        "128, 1,   0.369355, -0.259295, 0.099211, -0.014416, -0.181313, -1.000172, -0.016988, 0.599929",
        "64,  0,   0.066144,  0.316152, 0.671036,  0.148505,  0.146257, -0.410732,  0.374074, 0.509008",
        "64,  0.5, 0.064815,  0.319117, 0.658586,  0.141852,  0.145873, -0.398777,  0.374052, 0.509294",
        "64,  1,   0.063001,  0.324532, 0.645646,  0.135633,  0.144559, -0.393336,  0.374029, 0.509306"})
    void computesTheAuthorsVelocity(int size, float time, double topLeft, double topRight, double middle,
        double bottomLeft, double bottomRight, double inside, double mean, double deviation)
        throws HazeLabException {
        Network network = HazeMatchingNetwork.of(size);
        FloatTensor t = new FloatTensor(new int[] {1}, new float[] {time});
        for (Order order : Order.values()) {
            try (ScriptModule module = GoldenNumbers.load(network, GoldenNumbers.weights(network), order)) {
                FloatTensor result = module.forward(List.of(t, GoldenNumbers.image(7, 1, 2, size, size)),
                    Progress.NONE).get(0);
                assertArrayEquals(new int[] {1, 1, size, size}, result.shape());
                check(result.values(), size, topLeft, topRight, middle, bottomLeft, bottomRight, inside, mean,
                    deviation);
            }
        }
    }

    /** The state is channel 0 of the image, the hazy image channel 1. */
    @ParameterizedTest
    @CsvSource({
        "128, -0.611645, -1.192428, -1.093587, -1.138091, -0.484155, -2.521844, 0.003663, 1.189812",
        "64,  -0.877597,  0.431864, -0.116520,  1.750707, -0.086868, -0.697927, 0.370045, 1.212501"})
    void followsTheAuthorsEulerPath(int size, double topLeft, double topRight, double middle, double bottomLeft,
        double bottomRight, double inside, double mean, double deviation) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(size);
        float[] both = GoldenNumbers.image(7, 2, size, size).values();
        int[] shape = {1, 1, size, size};
        FloatTensor hazy = new FloatTensor(shape, Arrays.copyOfRange(both, size * size, 2 * size * size));
        try (ScriptModule module = GoldenNumbers.load(network, GoldenNumbers.weights(network), Order.CHANNELS_LAST)) {
            FloatTensor state = new FloatTensor(shape, Arrays.copyOf(both, size * size));
            for (int step = 0; step < TimeGrid.AUTHORS.steps(); step++) {
                FloatTensor before = state;
                float time = TimeGrid.AUTHORS.time(step);
                float length = TimeGrid.AUTHORS.length(step);
                state = module.device().run(Progress.NONE, scope -> scope.infer(module, HazeMatchingNetwork.EULER,
                    before, hazy, time, length).get(0).get());
            }
            check(state.values(), size, topLeft, topRight, middle, bottomLeft, bottomRight, inside, mean, deviation);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void yieldsExactlyZeroBeforeTraining(Order order) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(64);
        try (ScriptModule module = GoldenNumbers.load(network, network.initialWeights(1), order)) {
            float[] result = module.forward(List.of(new FloatTensor(new int[] {2}, new float[] {0.1f, 0.9f}),
                GoldenNumbers.image(3, 2, 2, 32, 16)), Progress.NONE).get(0).values();
            assertArrayEquals(new float[2 * 32 * 16], result);
        }
    }

    private static void check(float[] values, int size, double topLeft, double topRight, double middle,
        double bottomLeft,
        double bottomRight, double inside, double mean, double deviation) {
        assertEquals(topLeft, values[0], TOLERANCE);
        assertEquals(topRight, values[size - 1], TOLERANCE);
        assertEquals(middle, values[size / 2 * size + size / 2], TOLERANCE);
        assertEquals(bottomLeft, values[(size - 1) * size], TOLERANCE);
        assertEquals(bottomRight, values[size * size - 1], TOLERANCE);
        assertEquals(inside, values[17 * size + 31], TOLERANCE);
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertEquals(mean, sum / values.length, TOLERANCE);
        double squares = 0;
        for (float value : values) {
            squares += (value - sum / values.length) * (value - sum / values.length);
        }
        assertEquals(deviation, Math.sqrt(squares / (values.length - 1)), TOLERANCE);
    }
}
