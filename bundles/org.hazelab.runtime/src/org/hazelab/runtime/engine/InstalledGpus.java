// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/** What NVIDIA's driver says of its GPUs, asked once for each start of the program and without PyTorch. */
public final class InstalledGpus {

    private static @Nullable List<Gpu> found;

    private InstalledGpus() {
    }

    /** The GPUs in CUDA's order; none if no driver answers, or JNA cannot be used. */
    public static synchronized List<Gpu> get() {
        if (found == null) {
            Platform platform = Platform.current();
            try (NativeFiles natives = new NativeFiles(platform)) {
                found = NvidiaDriver.ask(NativeEnvironment.startJna(natives.jna()), platform).gpus();
            } catch (HazeLabException e) {
                found = List.of(); // a computation will say why
            }
        }
        return found;
    }
}
