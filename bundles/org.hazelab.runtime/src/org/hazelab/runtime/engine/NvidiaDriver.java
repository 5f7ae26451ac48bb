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

/**
 * What NVIDIA's driver knows, asked of the driver itself, which is there whether or not CUDA is.
 *
 * @param gpus the GPUs in CUDA's order; none if there is no driver, or JNA cannot be used
 * @param fault why the driver does not answer, for a sentence; empty if it does, or there is none
 * @param version of the driver, such as {@code 550.54.15}, or of the CUDA that it has; empty if unknown
 */
record NvidiaDriver(List<Gpu> gpus, String fault, String version) {

    private static final int NAME_LENGTH = 128;
    /** NVML's documentation asks for this length (NVML_SYSTEM_DRIVER_VERSION_BUFFER_SIZE). */
    private static final int VERSION_LENGTH = 80;
    private static final int NO_DEVICE = 100;
    private static final NvidiaDriver NONE = new NvidiaDriver(List.of(), "", "");

    static NvidiaDriver ask(boolean jna, Platform platform) {
        if (!jna || platform.os().equals("macosx")) {
            return NONE;
        }
        try {
            NativeLibrary driver = NativeLibrary.getInstance(platform.os().equals("win32") ? "nvcuda" : "libcuda.so.1");
            IntByReference count = new IntByReference();
            int error = call(driver, "cuInit", 0);
            if (error == 0) {
                error = call(driver, "cuDeviceGetCount", count);
            }
            if (error != 0) {
                return error == NO_DEVICE ? NONE
                    : new NvidiaDriver(List.of(), "NVIDIA's driver does not start (error " + error + " of CUDA)", "");
            }
            List<Gpu> gpus = new ArrayList<>();
            for (int i = 0; i < count.getValue(); i++) {
                gpus.add(gpu(driver, i));
            }
            return new NvidiaDriver(gpus, "", version(driver, platform));
        } catch (UnsatisfiedLinkError e) {
            return NONE; // no driver, or one too old to have these calls
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

    /** Of the driver by NVIDIA's management library, which comes with it; else of CUDA, such as {@code CUDA 12080}. */
    private static String version(NativeLibrary driver, Platform platform) {
        try {
            NativeLibrary management =
                NativeLibrary.getInstance(platform.os().equals("win32") ? "nvml" : "libnvidia-ml.so.1");
            byte[] version = new byte[VERSION_LENGTH];
            if (call(management, "nvmlInit_v2") == 0
                && call(management, "nvmlSystemGetDriverVersion", version, VERSION_LENGTH) == 0) {
                return Native.toString(version, StandardCharsets.UTF_8);
            }
        } catch (UnsatisfiedLinkError e) {
            // Some installations leave the management library out.
        }
        IntByReference cuda = new IntByReference();
        return call(driver, "cuDriverGetVersion", cuda) == 0 ? "CUDA " + cuda.getValue() : "";
    }

    private static int call(NativeLibrary driver, String function, Object... arguments) {
        return driver.getFunction(function, Function.C_CONVENTION).invokeInt(arguments);
    }
}
