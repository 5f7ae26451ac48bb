// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;

/** The GPUs that NVIDIA's driver knows, asked of the driver itself, which is there whether or not CUDA is. */
final class NvidiaDriver {

    private static final int NAME_LENGTH = 128;

    private NvidiaDriver() {
    }

    /** The GPUs in CUDA's order; none if there is no driver, or JNA cannot be used. */
    static List<Gpu> gpus(boolean jna, Platform platform) {
        if (!jna || platform.os().equals("macosx")) {
            return List.of();
        }
        try {
            NativeLibrary driver = NativeLibrary.getInstance(platform.os().equals("win32") ? "nvcuda" : "libcuda.so.1");
            IntByReference count = new IntByReference();
            if (call(driver, "cuInit", 0) != 0 || call(driver, "cuDeviceGetCount", count) != 0) {
                return List.of();
            }
            List<Gpu> gpus = new ArrayList<>();
            for (int i = 0; i < count.getValue(); i++) {
                gpus.add(gpu(driver, i));
            }
            return gpus;
        } catch (UnsatisfiedLinkError e) {
            return List.of(); // no driver, or one too old to have these calls
        }
    }

    private static Gpu gpu(NativeLibrary driver, int index) {
        IntByReference device = new IntByReference();
        byte[] name = new byte[NAME_LENGTH];
        LongByReference memory = new LongByReference();
        boolean known = call(driver, "cuDeviceGet", device, index) == 0;
        boolean named = known && call(driver, "cuDeviceGetName", name, NAME_LENGTH, device.getValue()) == 0;
        boolean sized = known && call(driver, "cuDeviceTotalMem_v2", memory, device.getValue()) == 0;
        return new Gpu(index, named ? Native.toString(name, StandardCharsets.UTF_8) : "NVIDIA GPU",
            sized ? memory.getValue() : 0);
    }

    private static int call(NativeLibrary driver, String function, Object... arguments) {
        return driver.getFunction(function, Function.C_CONVENTION).invokeInt(arguments);
    }
}
