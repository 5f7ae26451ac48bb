// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters of the authors' checkpoint, in its order, and those of the other networks. */
class StateDictTest {

    private static final String FILE = "/dehazesb/state-dict.txt";
    private static final String NINE = "{0..8}";

    private static List<String> published() throws IOException {
        List<String> names = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            Objects.requireNonNull(StateDictTest.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(": ");
                    for (int i = 0; i < (parts[0].endsWith(NINE) ? 9 : 1); i++) {
                        String module = parts[0].replace(NINE, Integer.toString(i));
                        for (String parameter : parts[1].split(", ")) {
                            names.add(module + "." + parameter);
                        }
                    }
                }
            }
        }
        return names;
    }

    private static String words(Parameter parameter) {
        return parameter.name() + " " + Arrays.stream(parameter.shape()).mapToObj(Integer::toString)
            .collect(Collectors.joining("x"));
    }

    private static long numbers(List<Parameter> parameters) {
        return parameters.stream()
            .mapToLong(parameter -> Arrays.stream(parameter.shape()).asLongStream().reduce(1, Math::multiplyExact))
            .sum();
    }

    @ParameterizedTest
    @EnumSource(ResidualMode.class)
    void hasEveryNameAndShapeOfTheCheckpointInItsOrder(ResidualMode mode) throws IOException {
        List<String> published = published();
        assertEquals(176, published.size());
        assertEquals(published, DehazeSbNetwork.parameters(DehazeSbSize.PAPER.generator(), mode).stream()
            .map(StateDictTest::words).toList());
    }

    @ParameterizedTest
    @CsvSource({"PAPER, 15832643, 3143041, 3152257, 29238657, 650240",
        "COMPACT, 1216483, 789185, 201313, 1042529, 163328",
        "TINY, 74387, 13081, 13657, 6057, 3712"})
    void hasThatManyNumbers(DehazeSbSize size, long generator, long discriminator, long entropy, long refine,
        long heads) {
        assertEquals(generator, numbers(DehazeSbNetwork.parameters(size.generator(), ResidualMode.FIXED)));
        Network network = new Network("Parts");
        new PatchNetwork(network.root().at("d"), PatchNetwork.IMAGE, size.discriminatorWidth());
        assertEquals(discriminator, numbers(network.trained("d")));
        new PatchNetwork(network.root().at("e"), PatchNetwork.TWO_PAIRS, size.entropyWidth());
        assertEquals(entropy, numbers(network.trained("e")));
        new RefineNetwork(network.root().at("t"), size.refine());
        assertEquals(refine, numbers(network.trained("t")));
        new FeatureHead(network.root().at("f"), size.generator().mapChannels(), size.headWidth(),
            List.of(0, 1, 2, 3, 4, 5));
        assertEquals(heads, numbers(network.trained("f")));
    }

    @Test
    void namesTheOtherNetworksAsTheAuthorsDo() {
        Network network = new Network("Parts");
        new PatchNetwork(network.root().at("d"), PatchNetwork.TWO_PAIRS, 64);
        List<String> names = network.parameters().stream().map(StateDictTest::words).toList();
        assertEquals(List.of("d.model_main.0.conv1.weight 64x12x4x4", "d.model_main.0.conv1.bias 64",
            "d.model_main.0.dense.weight 64x256", "d.model_main.0.dense.bias 64",
            "d.model_main.1.conv1.weight 128x64x4x4"), names.subList(0, 5));
        assertEquals(List.of("d.final_conv.weight 1x512x4x4", "d.final_conv.bias 1", "d.t_embed.main.0.weight 256x256",
            "d.t_embed.main.0.bias 256", "d.t_embed.main.2.weight 256x256", "d.t_embed.main.2.bias 256"),
            names.subList(16, 22));
        Network refine = new Network("Parts");
        new RefineNetwork(refine.root(), new RefineShape(64, 6));
        String nested = "model.model.1.model.3.model.3.model.3.model.3.model";
        assertEquals(List.of("model.model.0.weight 64x4x4x4", "model.model.1.model.1.weight 128x64x4x4",
            "model.model.1.model.3.model.1.weight 256x128x4x4", "model.model.1.model.3.model.3.model.1.weight "
                + "512x256x4x4",
            "model.model.1.model.3.model.3.model.3.model.1.weight 512x512x4x4", nested + ".1.weight 512x512x4x4",
            nested + ".3.weight 512x512x4x4", "model.model.1.model.3.model.3.model.3.model.5.weight 1024x512x4x4",
            "model.model.1.model.3.model.3.model.5.weight 1024x256x4x4",
            "model.model.1.model.3.model.5.weight 512x128x4x4", "model.model.1.model.5.weight 256x64x4x4",
            "model.model.3.weight 128x1x4x4"),
            refine.parameters().stream().map(StateDictTest::words)
                .filter(words -> words.contains("weight")).toList());
    }

    /** Dead in compat: a convolution, the time and the style of each block, and the embedding of the time. */
    @Test
    void asksNoGradientOfWeightsWithoutAnEffect() {
        Network compat = new Network("Compat");
        new Generator(compat.root(), DehazeSbSize.PAPER.generator(), ResidualMode.COMPAT);
        assertEquals(15_832_643L - 7_084_800 - 98_816, numbers(compat.trained()));
        Network fixed = new Network("Fixed");
        new Generator(fixed.root(), DehazeSbSize.PAPER.generator(), ResidualMode.FIXED);
        assertEquals(18, fixed.parameters().size() - fixed.trained().size());
        assertTrue(fixed.trained().stream().noneMatch(parameter -> parameter.name().contains(".style.")));
    }

    /** Normal numbers: by Xavier's rule with gain 0.02, but for T. */
    @ParameterizedTest
    @CsvSource({"g.conv00.conv.weight, 0.00159364", "g.conv00.conv.bias, 0", "g.conv00.gn.bias, 0",
        "g.out_conv.weight, 0.00478091", "g.z_transform.layer1.weight, 0.00125",
        "g.model_res.3.conv_fin.2.weight, 0.00041667",
        "g.model_res.3.adaptive.style_net.weight, 0.00102062", "g.model_res.3.adaptive.style_net.bias, 0",
        "d.model_main.1.conv1.weight, 0.00051031", "d.final_conv.weight, 0.00031220",
        "t.model.model.0.weight, 0.02", "t.model.model.3.bias, 0", "f.mlp_0.0.weight, 0.00166667"})
    void startsAsTheAuthorsDo(String name, double deviation) {
        Network network = new Network("All");
        DehazeSbSize size = DehazeSbSize.PAPER;
        new Generator(network.root().at("g"), size.generator(), ResidualMode.FIXED);
        new PatchNetwork(network.root().at("d"), PatchNetwork.IMAGE, size.discriminatorWidth());
        new RefineNetwork(network.root().at("t"), size.refine());
        new FeatureHead(network.root().at("f"), size.generator().mapChannels(), size.headWidth(), List.of(0));
        Parameter parameter = network.parameters().stream().filter(each -> each.name().equals(name)).findFirst()
            .orElseThrow();
        float[] values = new float[1 << 14];
        parameter.initializer().fill(values, RandomStream.of(1, 1));
        double squares = 0;
        for (float value : values) {
            squares += (double)value * value;
        }
        assertEquals(deviation, Math.sqrt(squares / values.length), 0.03 * deviation);
    }

    @Test
    void refusesShapesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new GeneratorShape(6, 1, 8));
        assertThrows(IllegalArgumentException.class, () -> new GeneratorShape(260, 1, 8));
        assertThrows(IllegalArgumentException.class, () -> new GeneratorShape(8, 0, 8));
        assertThrows(IllegalArgumentException.class, () -> new GeneratorShape(8, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new RefineShape(8, 1));
    }
}
