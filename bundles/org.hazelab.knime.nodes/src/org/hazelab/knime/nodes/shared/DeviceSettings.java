// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.RuntimeSettings;

/** What the dialogs of all nodes with networks ask of the device, and what it means. */
public final class DeviceSettings {

    /** The title of the field of the device, whose choices are those of {@code DeviceChoices}. */
    public static final String DEVICE_TITLE = "Device";
    /** How the field of the device is described. */
    public static final String DEVICE =
        "The device that the network is computed on. Automatic takes the first NVIDIA GPU that can be used, else the "
            + "GPU of a Mac with Apple silicon (not to train), and else the CPU, unless this computer is set up "
            + "otherwise. Before a model runs on a GPU for the first time, one tile is computed on the GPU and on the "
            + "CPU: Automatic does not take a GPU that is wrong or slower, and a warning says so. Apple's GPU is "
            + "untried. The settings store <tt>auto</tt>, <tt>cpu</tt>, <tt>cuda:0</tt> for the first NVIDIA GPU, or "
            + "<tt>mps</tt> for Apple's GPU.";
    /** The title of the field of the threads. */
    public static final String THREADS_TITLE = "CPU threads (0 = all)";
    /** How the field of the threads is described. */
    public static final String THREADS =
        "The number of tiles or crops that are computed at the same time on the CPU, each on one thread. The result "
            + "does not depend on it. 0 takes as many as the CPU has, unless this computer is set up otherwise.";

    private DeviceSettings() {
    }

    /**
     * The values that hold. An "auto" in the dialog leaves the choice to the computer's settings, whose default it is.
     *
     * @throws HazeLabException if a value is none
     */
    public static RuntimeSettings runtime(String device, int threads) throws HazeLabException {
        return RuntimeSettings.resolve(device.strip().equals("auto") ? "" : device, threads, "");
    }
}
