// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/** Run in a JVM of its own: loads 256 MB of weights, 4 MB at a time, and looks at one of them. */
final class LargeNetwork {

    static final int PARAMETERS = 64;
    static final int SIDE = 1024;

    private LargeNetwork() {
    }

    public static void main(String[] arguments) throws HazeLabException {
        Network network = new Network("Large");
        for (int i = 0; i < PARAMETERS; i++) {
            network.root().parameter("w" + i, Initializer.ZEROS, SIDE, SIDE);
        }
        ComputeDevice cpu = ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
        try (ScriptModule module = ScriptModule.load(cpu, network, LargeNetwork::weights, Order.ROWS, Progress.NONE)) {
            float value = cpu.run(Progress.NONE, scope -> module.parameters().get("w63").get()).values()[SIDE];
            System.out.println("w63 holds " + value);
        }
    }

    private static FloatTensor weights(Parameter parameter) {
        FloatTensor tensor = FloatTensor.zeros(SIDE, SIDE);
        Arrays.fill(tensor.values(), Float.parseFloat(parameter.name().substring(1)));
        return tensor;
    }
}
