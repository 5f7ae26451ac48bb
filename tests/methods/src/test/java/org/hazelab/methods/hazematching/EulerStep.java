// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/** A flow whose velocity is known, in Java: adds length times the velocity to a state. */
@FunctionalInterface
interface EulerStep extends Flow.Start {

    FloatTensor step(FloatTensor state, FloatTensor hazy, float time, float length, Progress progress)
        throws HazeLabException;

    @Override
    default Flow of(FloatTensor noise, FloatTensor hazy) {
        return new Flow() {

            private FloatTensor state = noise;

            @Override
            public void advance(Solver.Stage stage, Progress progress) throws HazeLabException {
                state = EulerStep.this.step(state, hazy, stage.time(), (float)stage.velocity(), progress);
            }

            @Override
            public FloatTensor state(Progress progress) {
                return state;
            }

            @Override
            public void close() {
                // nothing to free
            }
        };
    }
}
