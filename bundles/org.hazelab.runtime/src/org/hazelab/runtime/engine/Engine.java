// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.TorchCalls;

/**
 * PyTorch in this JVM: started when first wanted, at most once, never stopped, since a library cannot be unloaded.
 *
 * @param platform the kind of machine
 * @param libtorch what was loaded
 * @param features what libtorch says it can do, such as {@code MKLDNN}
 * @param gpus what NVIDIA's driver knows, whether or not libtorch can use them
 * @param driverFault why NVIDIA's driver does not answer; empty if it does, or there is none
 * @param driver the version of NVIDIA's driver, or of the Mac's system; empty if unknown
 * @param apple whether libtorch can use Apple's GPU
 * @param waiting how OpenMP's threads wait, in words
 * @param millis how long the start took
 */
public record Engine(Platform platform, Libtorch libtorch, Set<String> features, List<Gpu> gpus, String driverFault,
    String driver, AppleGpu apple, String waiting, long millis) {

    private static @Nullable Engine started;
    private static @Nullable HazeLabException failed;

    /**
     * The engine, started if it is not.
     *
     * @param libtorch a folder of the user's to load PyTorch from; it is looked at by the first start alone
     * @param origin what names that folder, in words
     * @throws HazeLabException if it cannot be started; the same at every further try, since a JVM has but one
     */
    public static synchronized Engine start(Optional<Path> libtorch, String origin) throws HazeLabException {
        if (failed != null) {
            throw new HazeLabException(failed.summary(), failed.remedy(), failed);
        }
        if (started == null) {
            Platform platform = Platform.current();
            try (NativeFiles natives = new NativeFiles(platform)) {
                Libtorch chosen = libtorch.isPresent() ? Libtorch.of(libtorch.get(), origin, natives, platform)
                    : Libtorch.ours(natives);
                started = load(platform, natives.jna(), chosen);
            }
        }
        return started;
    }

    private static Engine load(Platform platform, @Nullable Path jnaFolder, Libtorch libtorch) throws HazeLabException {
        try {
            return loadOnce(platform, jnaFolder, libtorch);
        } catch (HazeLabException e) {
            failed = e; // half of the libraries may be in the process now
            throw e;
        }
    }

    private static Engine loadOnce(Platform platform, @Nullable Path jnaFolder, Libtorch libtorch)
        throws HazeLabException {
        long begin = System.nanoTime();
        boolean jna = NativeEnvironment.startJna(jnaFolder);
        String waiting = NativeEnvironment.makeOpenMpPassive(jna, platform);
        NativeMemory.keep(jna, platform);
        LibraryLoader.load(libtorch, platform);
        try {
            Set<String> features = TorchCalls.features();
            NvidiaDriver driver = NvidiaDriver.ask(jna, platform);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            AppleGpu apple = AppleGpu.ask(platform);
            return new Engine(platform, libtorch, features, driver.gpus(), driver.fault(),
                apple.usable() ? System.getProperty("os.version", "") : driver.version(), apple, waiting, millis);
        } catch (EngineException e) {
            throw new HazeLabException("PyTorch in " + libtorch.folder() + " does not start: " + e.getMessage(),
                "Reinstall HazeLab; if it happens again, report it with the output of doctor", e);
        }
    }

    /** Whether libtorch can compute on a GPU here. */
    public boolean hasCuda() {
        return features.contains("CUDA");
    }
}
