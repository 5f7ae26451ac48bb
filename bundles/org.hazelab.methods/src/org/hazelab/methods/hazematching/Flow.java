// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** A batch of tiles on its way from noise to clean, (batch, 1, rows, columns). Closing it frees its memory. */
interface Flow extends AutoCloseable {

    /** How a flow begins. */
    @FunctionalInterface
    interface Start {
        /** @param hazy of the shape of the noise */
        Flow of(FloatTensor noise, FloatTensor hazy);
    }

    /** Evaluates the velocity once, and moves as the stage says. */
    void advance(Solver.Stage stage, Progress progress) throws HazeLabException;

    /** A copy of the state after the last complete step. */
    FloatTensor state(Progress progress) throws HazeLabException;

    @Override
    void close();

    /** By a network, the state staying on its device. */
    static Start on(ScriptModule module) {
        return (noise, hazy) -> new OnDevice(module, noise, hazy);
    }

    /** See {@link #on}. Each step is a turn on the device, so that others get theirs, and a cancel is seen. */
    final class OnDevice implements Flow {

        private final ScriptModule module;
        private final FloatTensor noise;
        private final FloatTensor hazy;
        // Set inside of the device's turn, so that close finds them even if a cancel has made the caller leave.
        private volatile @Nullable DeviceTensor state;
        private volatile @Nullable DeviceTensor tiles;
        /** Where the next stage evaluates; null if that is the state. */
        private volatile @Nullable DeviceTensor point;
        private volatile @Nullable DeviceTensor memory;

        private OnDevice(ScriptModule module, FloatTensor noise, FloatTensor hazy) {
            this.module = module;
            this.noise = noise;
            this.hazy = hazy;
        }

        @Override
        public void advance(Solver.Stage stage, Progress progress) throws HazeLabException {
            module.device().run(progress, scope -> {
                DeviceTensor images = tiles;
                if (images == null) {
                    images = scope.keep(scope.put(hazy));
                    tiles = images;
                }
                DeviceTensor before = state;
                if (before == null) {
                    before = scope.keep(scope.put(noise));
                    state = before;
                }
                move(scope, stage, before, images);
                return null;
            });
        }

        private void move(DeviceScope scope, Solver.Stage stage, DeviceTensor before, DeviceTensor images) {
            DeviceTensor reached = point;
            DeviceTensor from = reached == null ? before : reached;
            DeviceTensor next;
            if (from == before && stage.isPlain()) {
                next = scope.keep(scope.infer(module, HazeMatchingNetwork.EULER, before, images, stage.time(),
                    stage.velocity()).get(0));
            } else {
                DeviceTensor last = memory;
                DeviceTensor known = last == null ? before : last;
                List<DeviceTensor> both = scope.infer(module, HazeMatchingNetwork.STAGE, before, from, known, images,
                    stage.time(), stage.velocity(), stage.remembered());
                next = scope.keep(both.get(0));
                free(memory);
                memory = stage.keeps() ? scope.keep(both.get(1)) : null;
            }
            free(point);
            point = stage.ends() ? null : next;
            if (stage.ends()) {
                state = next;
                before.close();
            }
        }

        @Override
        public FloatTensor state(Progress progress) throws HazeLabException {
            DeviceTensor reached = state;
            return reached == null ? noise : module.device().run(progress, scope -> reached.get());
        }

        @Override
        public void close() {
            free(tiles);
            free(state);
            free(point);
            free(memory);
        }

        private static void free(@Nullable DeviceTensor tensor) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }
}
