// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.TorchCalls;

/**
 * The GPU of a Mac with Apple silicon, which PyTorch calls {@code mps}. Nothing but a try tells whether libtorch can
 * use it: the binding has no call that says so.
 *
 * @param usable whether libtorch can compute on it
 * @param fault why not, for a sentence; empty where it can, or where this is no such Mac
 */
public record AppleGpu(boolean usable, String fault) {

    /** There is none. */
    public static final AppleGpu NONE = new AppleGpu(false, "");

    /** Whether a kind of machine has one. */
    public static boolean isOn(Platform platform) {
        return platform.equals(new Platform("macosx", "aarch64"));
    }

    /** Tries to put a number there; PyTorch has to be loaded. */
    static AppleGpu ask(Platform platform) {
        if (!isOn(platform)) {
            return NONE;
        }
        long number = TorchCalls.empty(new long[] {1});
        try {
            TorchCalls.deleteTensor(TorchCalls.toFloat(number, TorchCalls.appleGpu()));
            return new AppleGpu(true, "");
        } catch (EngineException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new AppleGpu(false, "PyTorch cannot use Apple's GPU: " + reason);
        } finally {
            TorchCalls.deleteTensor(number);
        }
    }
}
