// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.precision;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.optimizer.Gradients;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.Precision;

/**
 * A method of a network that is trained in {@link Precision#FAST}: the loss and the gradients of all weights, without a
 * step, to compare both precisions by.
 */
public final class GradientsScript {

    private static final String METHOD = "loss_and_gradients";

    private GradientsScript() {
    }

    /**
     * Adds the method to a network that has fast forms to train; to others nothing.
     *
     * @param arguments of the loss
     * @param loss computes a tensor without axes
     */
    public static void declare(Network network, Map<String, Type> arguments, Function<Code, Value> loss) {
        if (network.fastForms() != Network.FastForms.TO_TRAIN) {
            return;
        }
        network.training(METHOD, arguments, Type.TENSORS, code -> {
            Value value = loss.apply(code);
            Value gradients = Gradients.of(code, value, network.trained());
            return code.expression("torch.add([{}], {})", value.apply("detach"), gradients);
        });
    }

    /**
     * Compares both precisions.
     *
     * @param arguments of the loss
     * @return the difference of the gradients or of the loss, whichever is larger
     */
    public static double compare(ScriptModule module, Progress progress, Object... arguments)
        throws HazeLabException {
        return module.device().run(progress, scope -> {
            List<DeviceTensor> exact = scope.train(module.in(Precision.EXACT), METHOD, arguments);
            List<DeviceTensor> fast = scope.train(module.in(Precision.FAST), METHOD, arguments);
            double loss = exact.get(0).get().values()[0];
            double off = Math.abs(fast.get(0).get().values()[0] - loss);
            Difference gradients = new Difference();
            for (int i = 1; i < exact.size(); i++) {
                gradients.add(exact.get(i).get(), fast.get(i).get());
            }
            double relative = off == 0 ? 0 : off / Math.abs(loss);
            return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(relative, gradients.value());
        });
    }
}
