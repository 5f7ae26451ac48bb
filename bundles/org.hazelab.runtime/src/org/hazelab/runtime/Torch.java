// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.Locale;
import java.util.function.LongSupplier;

import ai.djl.engine.EngineException;

/** Calls that may fail inside of libtorch, with its failures as ours. */
final class Torch {

    private Torch() {
    }

    static long call(ComputeDevice device, LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (EngineException e) {
            throw translate(device, e);
        }
    }

    static void call(ComputeDevice device, Runnable work) {
        try {
            work.run();
        } catch (EngineException e) {
            throw translate(device, e);
        }
    }

    /** libtorch has no kinds of errors that reach Java, only texts; these are those of its allocators. */
    private static RuntimeException translate(ComputeDevice device, EngineException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean memory = text.contains("out of memory") || text.contains("not enough memory")
            || text.contains("can't allocate memory");
        return memory ? new DeviceMemoryException(device.name(), failure)
            : new IllegalStateException("libtorch: " + failure.getMessage(), failure);
    }
}
