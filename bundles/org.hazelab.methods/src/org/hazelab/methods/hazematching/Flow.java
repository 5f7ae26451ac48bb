// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
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

    /** Adds length times the velocity at a time to the state. */
    void step(float time, float length, Progress progress) throws HazeLabException;

    /** A copy of the state. */
    FloatTensor state(Progress progress) throws HazeLabException;

    @Override
    void close();

    /** By Euler steps of a network, the state staying on its device. */
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

        private OnDevice(ScriptModule module, FloatTensor noise, FloatTensor hazy) {
            this.module = module;
            this.noise = noise;
            this.hazy = hazy;
        }

        @Override
        public void step(float time, float length, Progress progress) throws HazeLabException {
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
                state = scope.keep(
                    scope.infer(module, HazeMatchingNetwork.EULER, before, images, time, length).get(0));
                before.close();
                return null;
            });
        }

        @Override
        public FloatTensor state(Progress progress) throws HazeLabException {
            DeviceTensor reached = state;
            return reached == null ? noise : module.device().run(progress, scope -> reached.get());
        }

        @Override
        public void close() {
            if (tiles != null) {
                tiles.close();
            }
            if (state != null) {
                state.close();
            }
        }
    }
}
