// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.RuntimeSettings;

/** What the dialogs of all nodes with networks ask of the device, and what it means. */
public final class DeviceSettings {

    /** How the field of the device is described. */
    public static final String DEVICE =
        "<tt>auto</tt> takes the first NVIDIA GPU that can be used and else the processor, "
            + "unless this computer is set up otherwise; <tt>cpu</tt> is the processor, <tt>cuda:0</tt> the first GPU.";
    /** How the field of the threads is described. */
    public static final String THREADS =
        "Threads on the processor. 0 takes as many as it has, unless this computer is set "
            + "up otherwise.";

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
