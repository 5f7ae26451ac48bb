// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.engine.AppleGpu;
import org.hazelab.runtime.engine.Gpu;
import org.hazelab.runtime.engine.Platform;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

    private static final List<Gpu> NONE = List.of();
    private static final List<Gpu> TWO = List.of(new Gpu(0, "NVIDIA A", 8L << 30), new Gpu(1, "NVIDIA B", 4L << 30));

    private static DeviceChoice of(String device, List<Gpu> gpus, boolean usable, boolean cudaBuild)
        throws HazeLabException {
        return DeviceChoice.of(new Setting<>(device, "the node's dialog"), gpus, "", usable, cudaBuild);
    }

    @Test
    void autoTakesTheFirstGpuThatCanBeUsed() throws HazeLabException {
        assertEquals("cuda:0, NVIDIA A (auto)", of("auto", TWO, true, true).words());
    }

    @Test
    void autoSaysWhyItTakesTheProcessor() throws HazeLabException {
        assertEquals("cpu (auto: no NVIDIA GPU was found)", of("auto", NONE, false, false).words());
        assertEquals("cpu (auto: 2 NVIDIA GPUs (NVIDIA A), but the installed PyTorch computes on the processor only)",
            of("auto", TWO, false, false).words());
        assertEquals("cpu (auto: PyTorch cannot use NVIDIA A with the driver that is installed)",
            of("auto", TWO, false, true).words());
        assertEquals(-1, of("auto", TWO, false, true).index());
    }

    @Test
    void aGpuThatIsAskedForIsTakenOrRefused() throws HazeLabException {
        assertEquals(1, of("cuda:1", TWO, true, true).index());
        HazeLabException absent = assertThrows(HazeLabException.class, () -> of("cuda:0", NONE, false, false));
        assertEquals("The device cuda:0, asked for by the node's dialog, cannot be used: no NVIDIA GPU was found",
            absent.summary());
        assertTrue(absent.remedy().contains("nvidia-smi"), absent.remedy());
        HazeLabException cpuBuild = assertThrows(HazeLabException.class, () -> of("cuda:0", TWO, false, false));
        assertTrue(cpuBuild.remedy().contains("pip install torch==2.7.1) and let HAZELAB_LIBTORCH"), cpuBuild.remedy());
        HazeLabException driver = assertThrows(HazeLabException.class, () -> of("cuda:0", TWO, false, true));
        assertTrue(driver.remedy().contains("driver"), driver.remedy());
        HazeLabException beyond = assertThrows(HazeLabException.class, () -> of("cuda:2", TWO, true, true));
        assertEquals("The device cuda:2, asked for by the node's dialog, is not there: this machine has 2 NVIDIA GPUs",
            beyond.summary());
        assertEquals("Choose cuda:0 to cuda:1, auto or cpu.", beyond.remedy());
    }

    /** Errors of a driver as found with a made-up libcuda.so.1: 803 is that of a driver updated while it runs. */
    @Test
    void aDriverThatDoesNotStartIsNotTakenForNone() throws HazeLabException {
        String fault = "NVIDIA's driver does not start (error 803 of CUDA)";
        Setting<String> auto = new Setting<>("auto", Setting.DEFAULT);
        assertEquals("cpu (auto: " + fault + ")", DeviceChoice.of(auto, NONE, fault, false, true).words());
        Setting<String> cuda = new Setting<>("cuda:0", "the node's dialog");
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> DeviceChoice.of(cuda, NONE, fault, false, true));
        assertTrue(failure.summary().endsWith("cannot be used: " + fault), failure.summary());
        assertTrue(failure.remedy().contains("repair the driver"), failure.remedy());
    }

    @Test
    void theProcessorIsNeverRefused() throws HazeLabException {
        assertEquals("cpu (the node's dialog)", of("cpu", TWO, true, true).words());
    }

    @Test
    void autoTakesApplesGpuWhereItIsTriedFirst() throws HazeLabException {
        DeviceChoice processor = of("auto", NONE, false, false);
        AppleGpu usable = new AppleGpu(true, "");
        DeviceChoice tried = DeviceChoice.automatic(processor, usable, ComputeDevice.Use.TRIED_FIRST);
        assertEquals("mps, Apple's GPU (auto)", tried.words());
        assertEquals(-1, tried.index(), "it has no number of CUDA");
        assertEquals("cpu (auto: Apple's GPU is only taken where it is tried first, or if mps is asked for)",
            DeviceChoice.automatic(processor, usable, ComputeDevice.Use.UNTRIED).words());
        assertEquals("cpu (auto: PyTorch 2.7.1 cannot train on Apple's GPU, since it has no gradient of group "
            + "normalization there)", DeviceChoice.automatic(processor, usable, ComputeDevice.Use.TRAINING).words());
        assertEquals("cpu (auto: no NVIDIA GPU was found)",
            DeviceChoice.automatic(processor, AppleGpu.NONE, ComputeDevice.Use.TRIED_FIRST).words());
        assertEquals("cpu (auto: Metal is too old)", DeviceChoice
            .automatic(processor, new AppleGpu(false, "Metal is too old"), ComputeDevice.Use.TRIED_FIRST).words());
    }

    @Test
    void applesGpuThatIsAskedForIsTakenOrRefused() throws HazeLabException {
        AppleGpu usable = new AppleGpu(true, "");
        assertEquals("mps, Apple's GPU (the node's dialog)",
            DeviceChoice.asked("the node's dialog", usable, ComputeDevice.Use.UNTRIED).words());
        HazeLabException training = assertThrows(HazeLabException.class,
            () -> DeviceChoice.asked("the node's dialog", usable, ComputeDevice.Use.TRAINING));
        assertEquals("The device mps, asked for by the node's dialog, cannot be used: PyTorch 2.7.1 cannot train on "
            + "Apple's GPU, since it has no gradient of group normalization there", training.summary());
        assertEquals("Choose auto or cpu to train; models can be used on mps.", training.remedy());
        HazeLabException old = assertThrows(HazeLabException.class, () -> DeviceChoice.asked("the node's dialog",
            new AppleGpu(false, "Metal is too old"), ComputeDevice.Use.UNTRIED));
        assertTrue(old.summary().endsWith("cannot be used: Metal is too old"), old.summary());
    }

    @Test
    void onlyAMacWithAppleSiliconHasApplesGpu() {
        assertTrue(AppleGpu.isOn(new Platform("macosx", "aarch64")));
        assertFalse(AppleGpu.isOn(new Platform("macosx", "x86_64")));
        assertFalse(AppleGpu.isOn(new Platform("linux", "aarch64")));
    }

    /** The whole way, on a machine without a GPU that this JVM can use. */
    @Test
    void openingADeviceThatIsNotThereIsRefused() throws HazeLabException {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> ComputeDevice.open(RuntimeSettings.resolve("cuda:99", 0, "")));
        assertTrue(failure.summary().contains("cuda:99"), failure.summary());
        if (!ComputeDevice.isOnAppleSilicon()) {
            HazeLabException noMac = assertThrows(HazeLabException.class,
                () -> ComputeDevice.open(RuntimeSettings.resolve("mps", 0, "")));
            assertEquals("The device mps, asked for by the node's dialog, cannot be used: this computer is no Mac with "
                + "Apple silicon", noMac.summary());
        }
        assertEquals("cpu (the node's dialog), 1 thread",
            ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")).words());
    }
}
