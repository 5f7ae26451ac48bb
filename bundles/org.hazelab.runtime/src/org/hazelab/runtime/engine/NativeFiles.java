// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;

/**
 * Where the libraries for this machine lie, as plain files: DJL's binding and JNA's library in the folder
 * {@code natives} of this bundle, PyTorch in a fragment for each platform; p2 installs both as folders. Outside of
 * OSGi, the system property {@code hazelab.natives} names the folders that stand for them.
 */
final class NativeFiles {

    private final Platform platform;

    NativeFiles(Platform platform) {
        this.platform = platform;
    }

    /**
     * The folder with PyTorch for the processor.
     *
     * @throws HazeLabException if there is none for this machine, saying what to install
     */
    Path pytorch() throws HazeLabException {
        Path folder = find("pytorch/cpu/" + platform.djlName());
        if (folder == null) {
            throw missing(platform);
        }
        return folder;
    }

    /**
     * DJL's binding to PyTorch.
     *
     * @param flavour {@code cpu} or {@code cu128}
     * @throws HazeLabException if there is none for this machine
     */
    Path binding(String flavour) throws HazeLabException {
        Path file = find("jnilib/" + platform.djlName() + "/" + flavour + "/" + platform.file("djl_torch"));
        if (file == null) {
            throw flavour.equals("cpu") ? missing(platform)
                : new HazeLabException("HazeLab has no binding for a PyTorch with CUDA on " + platform,
                    "Use NVIDIA GPUs on Linux or Windows, both x86_64");
        }
        return file;
    }

    /** The folder with JNA's library; null if there is none. */
    Path jna() {
        return find("com/sun/jna/" + platform.jnaName());
    }

    static HazeLabException missing(Platform platform) {
        if (!platform.isSupported()) {
            return new HazeLabException("The model runtime does not exist for " + platform,
                "Run nodes that need models on Linux, Windows (both x86_64), Linux on ARM or a Mac with Apple silicon; "
                    + "all other nodes of HazeLab work here");
        }
        return new HazeLabException("The libraries of the model runtime for " + platform + " are not installed",
            "Install \"HazeLab model runtime for " + platform
                + "\" from an update site of HazeLab that has it (the plug-in is "
                + platform.fragment() + ")");
    }

    private static Path find(String name) {
        String folders = System.getProperty("hazelab.natives");
        if (folders == null) {
            return inBundle(name);
        }
        for (String folder : folders.split(File.pathSeparator)) {
            Path path = Path.of(folder, name);
            if (Files.exists(path)) {
                return path.toAbsolutePath();
            }
        }
        return null;
    }

    private static Path inBundle(String name) {
        try {
            Path own = BundleFolder.find("natives/" + name);
            return own != null ? own : BundleFolder.find(name);
        } catch (NoClassDefFoundError e) {
            return null; // not in OSGi: its classes are not there
        }
    }
}
