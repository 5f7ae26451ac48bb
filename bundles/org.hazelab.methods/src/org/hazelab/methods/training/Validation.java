// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ScriptModule;

/** What is measured after every round, with the weights as they are then. */
public interface Validation {

    /** The names of the losses, at least one. The first decides which weights are the best; lower is better. */
    List<String> names();

    /**
     * Measures. The state of the training is the same afterwards.
     *
     * @param round from 1
     * @return a finite number a name
     * @throws HazeLabException if one is not finite, or something cannot be read
     */
    double[] run(int round, Progress progress) throws HazeLabException;

    /**
     * The same with other weights, such as averaged ones.
     *
     * @param swap a method of the module that exchanges the weights for the others and, when it is called once more,
     *     back: {@link org.hazelab.methods.optimizer.MovingAverage#SWAP}
     */
    default Validation with(ScriptModule module, String swap) {
        Validation same = this;
        return new Validation() {
            @Override
            public List<String> names() {
                return same.names();
            }

            @Override
            public double[] run(int round, Progress progress) throws HazeLabException {
                module.device().run(progress, scope -> scope.evaluate(module, swap));
                double[] losses = same.run(round, progress); // where this fails, the training is over
                module.device().run(progress, scope -> scope.evaluate(module, swap));
                return losses;
            }
        };
    }
}
