// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.function.DoubleBinaryOperator;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/** A flow whose velocity is known, in Java, with what a {@link Solver.Stage} says computed number by number. */
@FunctionalInterface
interface Field extends Flow.Start {

    FloatTensor velocity(FloatTensor point, FloatTensor hazy, float time) throws HazeLabException;

    /** A field whose velocity at a pixel depends on its value and the time. */
    static Field of(DoubleBinaryOperator velocity) {
        return (point, hazy, time) -> {
            FloatTensor result = FloatTensor.zeros(point.shape());
            for (int i = 0; i < result.values().length; i++) {
                result.values()[i] = (float)velocity.applyAsDouble(point.values()[i], time);
            }
            return result;
        };
    }

    @Override
    default Flow of(FloatTensor noise, FloatTensor hazy) {
        return new Flow() {

            private FloatTensor state = noise;
            private FloatTensor point = noise;
            private FloatTensor memory = FloatTensor.zeros(noise.shape());

            @Override
            public void advance(Solver.Stage stage, Progress progress) throws HazeLabException {
                FloatTensor velocity = velocity(point, hazy, stage.time());
                FloatTensor next = FloatTensor.zeros(state.shape());
                for (int i = 0; i < next.values().length; i++) {
                    next.values()[i] = (float)(state.values()[i] + stage.velocity() * velocity.values()[i]
                        + stage.remembered() * memory.values()[i]);
                }
                point = next;
                memory = velocity;
                state = stage.ends() ? next : state;
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
