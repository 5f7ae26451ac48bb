// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.engine.AppleGpu;
import org.hazelab.runtime.engine.Engine;
import org.hazelab.runtime.engine.Gpu;
import org.hazelab.runtime.engine.Libtorch;

/**
 * Which device a setting means on this machine.
 *
 * @param name {@code cpu}, {@code cuda:N} or {@code mps}
 * @param index the number of NVIDIA's GPU, -1 for other devices
 * @param words the device and the reason, without a full stop
 */
record DeviceChoice(String name, int index, String words) {

    /** What Apple's GPU is called. */
    static final String MPS = "mps";
    private static final String NO_GRADIENTS = "PyTorch " + Libtorch.VERSION
        + " cannot train on Apple's GPU, since it has no gradient of group normalization there";
    private static final String REMEDY = "Choose cpu or auto, or get a PyTorch " + Libtorch.VERSION
        + " for CUDA (on Linux: pip install torch==" + Libtorch.VERSION
        + ") and let HAZELAB_LIBTORCH name its folder, which is torch in site-packages";

    /**
     * The device for a machine as it was found.
     *
     * @throws HazeLabException if a GPU is asked for and cannot be used, with the reason
     */
    static DeviceChoice of(Setting<String> device, Engine engine, ComputeDevice.Use use) throws HazeLabException {
        AppleGpu apple = engine.apple();
        if (device.value().equals(MPS)) {
            return asked(device.origin(), apple, use);
        }
        DeviceChoice choice =
            of(device, engine.gpus(), engine.driverFault(), engine.hasCuda(), engine.libtorch().cuda());
        return device.value().equals("auto") && choice.isCpu() ? automatic(choice, apple, use) : choice;
    }

    /** Apple's GPU, asked for by name. */
    static DeviceChoice asked(String origin, AppleGpu apple, ComputeDevice.Use use) throws HazeLabException {
        if (!apple.usable()) {
            throw new HazeLabException("The device mps, asked for by " + origin + ", cannot be used: "
                + (apple.fault().isEmpty() ? "this computer is no Mac with Apple silicon" : apple.fault()),
                "Choose auto or cpu");
        }
        if (use == ComputeDevice.Use.TRAINING) {
            throw new HazeLabException("The device mps, asked for by " + origin + ", cannot be used: " + NO_GRADIENTS,
                "Choose auto or cpu to train; models can be used on mps");
        }
        return apple(origin);
    }

    /** Apple's GPU where there is one and it may be taken, else the processor. */
    static DeviceChoice automatic(DeviceChoice processor, AppleGpu apple, ComputeDevice.Use use) {
        if (!apple.usable()) {
            return apple.fault().isEmpty() ? processor : cpu("auto: " + apple.fault());
        }
        return switch (use) {
            case TRIED_FIRST -> apple("auto");
            case UNTRIED -> cpu("auto: Apple's GPU is only taken where it is tried first, or if mps is asked for");
            case TRAINING -> cpu("auto: " + NO_GRADIENTS);
        };
    }

    /**
     * @param gpus what the driver knows
     * @param fault why the driver does not answer, empty if it does or there is none
     * @param usable whether libtorch can compute on GPUs
     * @param cudaBuild whether libtorch was built for it
     * @throws HazeLabException if a GPU is asked for and cannot be used, with the reason
     */
    static DeviceChoice of(Setting<String> device, List<Gpu> gpus, String fault, boolean usable, boolean cudaBuild)
        throws HazeLabException {
        if (device.value().equals("cpu")) {
            return cpu(device.origin());
        }
        boolean auto = device.value().equals("auto");
        String reason = whyNot(gpus, fault, usable, cudaBuild);
        if (auto) {
            return reason.isEmpty() ? gpu(gpus.get(0), "auto") : cpu("auto: " + reason);
        }
        if (!reason.isEmpty()) {
            throw new HazeLabException("The device " + device.value() + ", asked for by " + device.origin()
                + ", cannot be used: " + reason, remedy(gpus, fault, cudaBuild));
        }
        int index = Integer.parseInt(device.value().substring("cuda:".length()));
        if (index >= gpus.size()) {
            throw new HazeLabException("The device " + device.value() + ", asked for by " + device.origin()
                + ", is not there: this machine has " + count(gpus),
                "Choose cuda:0"
                    + (gpus.size() > 1 ? " to cuda:" + (gpus.size() - 1) : "") + ", auto or cpu");
        }
        return gpu(gpus.get(index), device.origin());
    }

    /** Empty where GPUs can be used. */
    private static String whyNot(List<Gpu> gpus, String fault, boolean usable, boolean cudaBuild) {
        if (gpus.isEmpty()) {
            return fault.isEmpty() ? "no NVIDIA GPU was found" : fault;
        }
        if (!cudaBuild) {
            return count(gpus) + " (" + gpus.get(0).name()
                + "), but the installed PyTorch computes on the processor only";
        }
        return usable ? "" : "PyTorch cannot use " + gpus.get(0).name() + " with the driver that is installed";
    }

    private static String remedy(List<Gpu> gpus, String fault, boolean cudaBuild) {
        if (!fault.isEmpty()) {
            return "Choose cpu or auto, or repair the driver: nvidia-smi has to list the GPU; after an update of the"
                + " driver the computer has to be restarted";
        }
        if (gpus.isEmpty()) {
            return "Choose cpu or auto, or install the NVIDIA driver; nvidia-smi has to list the GPU";
        }
        return cudaBuild ? "Choose cpu or auto, or install a newer NVIDIA driver" : REMEDY;
    }

    private static String count(List<Gpu> gpus) {
        return gpus.size() == 1 ? "one NVIDIA GPU" : gpus.size() + " NVIDIA GPUs";
    }

    boolean isCpu() {
        return name.equals("cpu");
    }

    static DeviceChoice cpu(String why) {
        return new DeviceChoice("cpu", -1, "cpu (" + why + ")");
    }

    private static DeviceChoice apple(String why) {
        return new DeviceChoice(MPS, -1, "mps, Apple's GPU (" + why + ")");
    }

    private static DeviceChoice gpu(Gpu gpu, String why) {
        String name = "cuda:" + gpu.index();
        return new DeviceChoice(name, gpu.index(), name + ", " + gpu.name() + " (" + why + ")");
    }
}
