// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;

/** Finds tensors with numbers that are not finite, on the device. */
final class Finiteness implements AutoCloseable {

    private static final String FINITE = "finite";

    private final ScriptModule module;

    Finiteness(ComputeDevice device, Progress progress) throws HazeLabException {
        Network network = new Network("Finiteness");
        network.inference(FINITE, Map.of("tensors", Type.TENSORS), Type.TENSOR, code -> code.expression(
            "torch.stack([torch.all(torch.isfinite(t)) for t in {}])", code.argument("tensors")));
        module = ScriptModule.load(device, network, network.initial(0), Order.ROWS, progress);
    }

    /** The first tensor that is not finite, such as {@code the weights "out.2.bias"}; empty if all are. */
    Optional<String> firstOdd(List<StateGroup> groups, Progress progress) throws HazeLabException {
        for (StateGroup group : groups) {
            float[] finite = module.device().run(progress,
                scope -> scope.infer(module, FINITE, group.tensors(scope)).get(0).get().values());
            for (int i = 0; i < finite.length; i++) {
                if (finite[i] == 0) {
                    return Optional.of(group.words(i));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        module.close();
    }
}
