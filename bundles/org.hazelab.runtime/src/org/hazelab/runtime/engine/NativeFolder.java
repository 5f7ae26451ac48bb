// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;

/**
 * Where the libraries for this machine lie as plain files: in the folder {@code natives} of a fragment of this bundle, which
 * p2 installs unpacked. Outside of OSGi the system property {@code hazelab.natives} names that folder.
 *
 * <p>It holds PyTorch's libraries and DJL's {@code djl_torch} for them; {@code cuda/} holds the {@code djl_torch} for a CUDA
 * build of PyTorch, and {@code jna/} JNA's own library.
 */
final class NativeFolder {

    private NativeFolder() {
    }

    /** @throws HazeLabException if there is none for this machine, saying what to install */
    static Path find(Platform platform) throws HazeLabException {
        String named = System.getProperty("hazelab.natives");
        Path folder = named != null ? Path.of(named) : inBundle();
        if (folder != null && Files.isRegularFile(folder.resolve(platform.file("djl_torch")))) {
            return folder;
        }
        if (named != null) {
            throw new HazeLabException("There are no libraries of the model runtime in " + folder
                + ", which the system property hazelab.natives names", "Let it name the folder natives of the fragment "
                + platform.fragment() + ", or do not set it");
        }
        throw missing(platform);
    }

    static HazeLabException missing(Platform platform) {
        if (!platform.isSupported()) {
            return new HazeLabException("The model runtime does not exist for " + platform,
                "Run nodes that need models on Linux, Windows (both x86_64), Linux on ARM or a Mac with Apple silicon; "
                    + "all other nodes of HazeLab work here");
        }
        return new HazeLabException("The libraries of the model runtime for " + platform + " are not installed",
            "Install \"HazeLab model runtime for " + platform + "\" from HazeLab's update site (the plug-in is "
                + platform.fragment() + ")");
    }

    /** In a framework, the folder inside of the fragment; null without one. */
    private static Path inBundle() {
        try {
            return BundleFolder.find("natives");
        } catch (NoClassDefFoundError e) {
            return null; // not in OSGi: its classes are not there
        }
    }
}
