// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ScriptModule;

/** See {@link Validation#with}. */
record SwappedValidation(Validation validation, ScriptModule module, String swap) implements Validation {

    @Override
    public List<String> names() {
        return validation.names();
    }

    @Override
    public double[] run(int round, Progress progress) throws HazeLabException {
        swap(progress);
        double[] losses = validation.run(round, progress); // what fails here ends the training
        swap(progress);
        return losses;
    }

    private void swap(Progress progress) throws HazeLabException {
        module.device().run(progress, scope -> scope.evaluate(module, swap));
    }
}
