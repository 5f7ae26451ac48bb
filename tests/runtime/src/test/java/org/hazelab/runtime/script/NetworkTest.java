// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.GroupNorm;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {

    private static Network network() {
        Network network = new Network("Small");
        Conv2d first = Conv2d.of(network.root().at("blocks").at(0).at("layers.2"), 2, 6, 3);
        GroupNorm norm = GroupNorm.of(network.root().at("blocks.0.norm"), 3, 6);
        Conv2d last = Conv2d.zero(network.root().at("out"), 6, 1, 1);
        return network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> last.of(norm.of(first.of(code.argument("x").channelsLast())).siluInto()));
    }

    @Test
    void namesParametersLikeAStateDict() {
        assertEquals(List.of("blocks.0.layers.2.weight[6, 2, 3, 3]", "blocks.0.layers.2.bias[6]",
            "blocks.0.norm.weight[6]", "blocks.0.norm.bias[6]", "out.weight[1, 6, 1, 1]", "out.bias[1]"),
            network().parameters().stream().map(Parameter::toString).toList());
    }

    @Test
    void startsWithPyTorchsRulesAndTheSameValuesForTheSameSeed() {
        Map<String, FloatTensor> weights = network().initialWeights(3);
        assertEquals(weights, network().initialWeights(3));
        assertNotEquals(weights, network().initialWeights(4));
        double bound = 1 / Math.sqrt(2 * 9);
        double largest = 0;
        for (float value : weights.get("blocks.0.layers.2.weight").values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest <= bound && largest > 0.8 * bound, largest + " of " + bound);
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, weights.get("blocks.0.norm.weight").values());
        assertArrayEquals(new float[6], weights.get("blocks.0.norm.bias").values());
        assertArrayEquals(new float[6], weights.get("out.weight").values());
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void writesTheSameBytesInEveryTimeZone(Order order) {
        Map<String, FloatTensor> weights = network().initialWeights(3);
        byte[] expected = network().archive(weights, order);
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertArrayEquals(expected, network().archive(weights, order));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** PyTorch maps tensors into memory at multiples of 64 bytes. */
    @Test
    void alignsEveryEntryWithoutCompressing() throws IOException {
        byte[] archive = network().archive(network().initialWeights(3), Order.ROWS);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; entries++) {
                assertEquals(0x04034b50, bytes.getInt(at), entry.getName());
                int content = at + 30 + bytes.getShort(at + 26) + bytes.getShort(at + 28);
                assertEquals(0, content % 64, entry.getName());
                assertEquals(ZipEntry.STORED, entry.getMethod());
                assertTrue(entry.getName().startsWith("archive/"));
                at = content + (int)entry.getSize();
            }
        }
        assertEquals(network().parameters().size() + 4, entries);
    }

    /** Where {@code torch.jit.load} looks for extra files. */
    @Test
    void carriesTextsThatLibtorchSkips() throws HazeLabException, IOException {
        Map<String, FloatTensor> weights = network().initialWeights(3);
        byte[] archive = network().archive(weights, Order.ROWS, new TreeMap<>(Map.of("about.json", "{\"\u00fc\": 1}")));
        String text = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                if (entry.getName().equals("archive/extra/about.json")) {
                    text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertEquals("{\"\u00fc\": 1}", text);
        try (ScriptModule module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")), archive,
            Progress.NONE)) {
            assertEquals(weights, module.parameterValues(Progress.NONE));
        }
        for (String name : List.of("", "a/b", "../a", ".a", "a b")) {
            assertThrows(IllegalArgumentException.class,
                () -> network().archive(weights, Order.ROWS, new TreeMap<>(Map.of(name, ""))), name);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void givesItsWeightsBackFromLibtorch(Order order) throws HazeLabException {
        Map<String, FloatTensor> weights = network().initialWeights(3);
        try (ScriptModule module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")),
            network().archive(weights, order), Progress.NONE)) {
            Map<String, FloatTensor> read = module.parameterValues(Progress.NONE);
            assertEquals(weights, read);
            assertEquals(List.copyOf(weights.keySet()), List.copyOf(read.keySet()));
        }
    }

    @Test
    void saysWhyWeightsDoNotFit() {
        Network network = network();
        assertEquals(Optional.empty(), network.mismatch(network.initialWeights(1)));
        Map<String, FloatTensor> weights = new LinkedHashMap<>(network.initialWeights(1));
        weights.put("more", FloatTensor.zeros(1));
        assertEquals(Optional.of("the network has no more"), network.mismatch(weights));
        weights.put("out.bias", FloatTensor.zeros(2));
        assertEquals(Optional.of("out.bias has the shape [2] instead of [1]"), network.mismatch(weights));
        weights.remove("blocks.0.norm.weight");
        assertEquals(Optional.of("blocks.0.norm.weight is missing"), network.mismatch(weights));
        assertThrows(IllegalArgumentException.class, () -> network.archive(weights, Order.ROWS));
    }

    @Test
    void refusesWhatCannotBeDeclared() {
        Network network = network();
        assertThrows(IllegalArgumentException.class, () -> Conv2d.of(network.root().at("out"), 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> GroupNorm.of(network.root().at("other"), 32, 16));
        assertThrows(IllegalArgumentException.class, () -> new Network("no word"));
        assertThrows(IllegalArgumentException.class, () -> network.root().parameter("a b", Initializer.ZEROS, 1));
        assertThrows(IllegalArgumentException.class, () -> network.inference("wrong", Map.of(), Type.TENSOR,
            code -> code.argument("x")));
    }
}
