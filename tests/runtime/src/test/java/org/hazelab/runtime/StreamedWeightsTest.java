// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class StreamedWeightsTest {

    private static Network network() {
        Network network = new Network("Test");
        Conv2d.of(network.root().at("first"), 2, 3, 3);
        Conv2d.of(network.root().at("second"), 3, 1, 1);
        return network;
    }

    private static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
    }

    @Test
    void isTheArchiveByteByByte() throws IOException {
        Map<String, FloatTensor> weights = network().initialWeights(1);
        for (Order order : Order.values()) {
            byte[] streamed = network().stream(WeightSource.of(weights), order).readAllBytes();
            assertArrayEquals(network().archive(weights, order), streamed);
        }
    }

    @Test
    void givesItsWeightsBackFromLibtorch() throws HazeLabException {
        Map<String, FloatTensor> weights = network().initialWeights(1);
        try (ScriptModule module = ScriptModule.load(cpu(), network(), WeightSource.of(weights), Order.CHANNELS_LAST,
            Progress.NONE)) {
            assertEquals(weights, module.parameterValues(Progress.NONE));
        }
    }

    /** A file that cannot be read in the middle, and weights of another shape: told as what they are. */
    @Test
    void tellsWhyWeightsCannotBeHad() throws HazeLabException {
        HazeLabException broken = new HazeLabException("The file is gone", "Bring it back");
        HazeLabException seen = assertThrows(HazeLabException.class, () -> ScriptModule.load(cpu(), network(),
            parameter -> {
                if (parameter.name().equals("second.weight")) {
                    throw broken;
                }
                return FloatTensor.zeros(parameter.shape());
            }, Order.ROWS, Progress.NONE));
        assertEquals(broken.getMessage(), seen.getMessage());
        assertThrows(OutOfMemoryError.class, () -> ScriptModule.load(cpu(), network(), parameter -> {
            throw new OutOfMemoryError("as the heap says it");
        }, Order.ROWS, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> ScriptModule.load(cpu(), network(),
            parameter -> FloatTensor.zeros(1), Order.ROWS, Progress.NONE));
    }

    /** 256 MB of weights in a heap of 48 MB. Copies of all of them, as one archive would be, do not fit. */
    @Test
    void needsNoHeapForTheWholeOfIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx48m", "-Dhazelab.natives=" + System.getProperty("hazelab.natives"), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LargeNetwork.class.getName()).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("w63 holds 63.0", output.strip());
    }
}
