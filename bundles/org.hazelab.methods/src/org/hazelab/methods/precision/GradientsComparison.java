// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.precision;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.Precision;

/** How far a training in {@link Precision#FAST} is from the exact one: by loss and gradients of one crop. */
public final class GradientsComparison {

    private GradientsComparison() {
    }

    /**
     * Compares both precisions.
     *
     * @param method of a network with fast forms to train; it yields the loss, then gradients
     * @param arguments of the method
     * @return the difference of the gradients, see {@link Difference}, or of the loss over the exact loss, whichever is
     *         larger
     */
    public static double of(ScriptModule module, String method, Progress progress, Object... arguments)
        throws HazeLabException {
        return module.device().run(progress, scope -> {
            List<DeviceTensor> exact = scope.train(module.in(Precision.EXACT), method, arguments);
            List<DeviceTensor> fast = scope.train(module.in(Precision.FAST), method, arguments);
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
