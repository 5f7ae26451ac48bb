// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.script.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of the authors' checkpoint, in its order. */
class StateDictTest {

    private static final String FILE = "/hazeflow/state-dict.txt";

    private static List<String> published() throws IOException {
        Map<Integer, List<String>> modules = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            Objects.requireNonNull(StateDictTest.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(": ");
                    for (String module : parts[0].split(" ")) {
                        modules.put(Integer.valueOf(module), List.of(parts[1].split(", ")));
                    }
                }
            }
        }
        List<String> names = new ArrayList<>();
        modules.forEach((module, parameters) -> parameters
            .forEach(parameter -> names.add("module.all_modules." + module + "." + parameter)));
        return names;
    }

    private static String words(Parameter parameter) {
        return parameter.name() + " " + Arrays.stream(parameter.shape()).mapToObj(Integer::toString)
            .collect(Collectors.joining("x"));
    }

    private static long numbers(HazeFlowSize size) {
        return HazeFlowNetwork.parameters(size.shape()).stream()
            .mapToLong(parameter -> Arrays.stream(parameter.shape()).asLongStream().reduce(1, Math::multiplyExact))
            .sum();
    }

    @Test
    void hasEveryNameAndShapeOfTheCheckpointInItsOrder() throws IOException {
        List<String> published = published();
        assertEquals(718, published.size());
        assertEquals(published, HazeFlowNetwork.parameters(HazeFlowSize.PAPER.shape()).stream()
            .map(StateDictTest::words).toList());
    }

    @ParameterizedTest
    @CsvSource({"PAPER, 87087236", "COMPACT, 3504612", "TINY, 103316"})
    void hasThatManyNumbers(HazeFlowSize size, long expected) {
        assertEquals(expected, numbers(size));
    }

    /** Uniform in +-sqrt(3 s / fan), fan the mean of inputs and outputs of a weight. */
    @ParameterizedTest
    @CsvSource({
        "0.weight, 1", "0.bias, 1", "1.weight, 0.08838835", "1.bias, 0.08838835",
        "2.weight, 0.07106691", "2.bias, 0",
        "3.Conv_0.weight, 0.05103104", "3.Dense_0.weight, 0.05103104", "3.Dense_1.weight, 0.15309311",
        "3.Conv_1.weight, 5.103104e-7", "5.down.weight, 0.05103104", "5.Conv_2.weight, 0.15309311",
        "9.Conv_0.weight, 0.04166667", "16.NIN_0.W, 0.03423266", "16.NIN_2.W, 0.03423266",
        "16.NIN_3.W, 1.0825318e-6", "16.NIN_3.b, 0", "57.weight, 7.106691e-7", "57.bias, 0"})
    void startsAsTheAuthorsDo(String name, double limit) {
        Parameter parameter = HazeFlowNetwork.parameters(HazeFlowSize.PAPER.shape()).stream()
            .filter(each -> each.name().equals("module.all_modules." + name)).findFirst().orElseThrow();
        float[] values = new float[1 << 14];
        parameter.initializer().fill(values, RandomStream.of(1, 1));
        double largest = 0;
        double squares = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
            squares += (double)value * value;
        }
        assertEquals(limit, largest, 0.001 * limit);
        assertEquals(limit / Math.sqrt(3), Math.sqrt(squares / values.length), 0.02 * limit);
    }

    @Test
    void refusesShapesThatAreNone() {
        List<Integer> multipliers = List.of(1, 2);
        assertThrows(IllegalArgumentException.class, () -> new HazeFlowShape(6, multipliers, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HazeFlowShape(132, multipliers, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HazeFlowShape(8, multipliers, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new HazeFlowShape(8, multipliers, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new HazeFlowShape(8, List.of(), 1, 0));
    }
}
