// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.List;

import org.hazelab.runtime.engine.Gpu;
import org.hazelab.runtime.engine.InstalledGpus;

/** The GPUs of NVIDIA in this computer, for dialogs: asked of the driver, without loading PyTorch. */
public final class NvidiaGpus {

    private NvidiaGpus() {
    }

    /**
     * Their names in CUDA's order, that of {@code cuda:0}, {@code cuda:1} and so on; none if there is no driver that
     * answers. The first call may take a second, further ones take no time.
     */
    public static List<String> names() {
        return InstalledGpus.get().stream().map(Gpu::name).toList();
    }
}
