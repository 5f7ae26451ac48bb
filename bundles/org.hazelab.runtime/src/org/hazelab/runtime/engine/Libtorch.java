// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * A folder with PyTorch's C++ libraries: ours, or one that the user has named.
 *
 * @param folder where {@code libtorch_cpu} lies, or lay until it was loaded if it was unpacked from a jar
 * @param binding the {@code djl_torch} library that fits
 * @param cuda whether it is a build for NVIDIA GPUs
 * @param build its version as far as the files tell, such as {@code 2.7.1+cu128}
 */
public record Libtorch(Path folder, Path binding, boolean cuda, String build) {

    /** The version that DJL's binding is compiled for; another one would crash. */
    public static final String VERSION = "2.7.1";

    /** The version of DJL's binding. */
    static final String BINDING_VERSION = VERSION + "-0.35.1";

    private static final Pattern PIP_VERSION = Pattern.compile("__version__ *= *['\"]([^'\"]+)");

    /** The one that is installed with HazeLab. */
    static Libtorch ours(NativeFiles natives) throws HazeLabException {
        return new Libtorch(natives.pytorch(), natives.binding("cpu"), false, VERSION);
    }

    /**
     * The user's own: a folder with the libraries, or one with {@code lib} in it as PyTorch unpacks and as pip installs
     * {@code torch}.
     */
    static Libtorch of(Path named, String origin, NativeFiles natives, Platform platform) throws HazeLabException {
        Path folder =
            Files.exists(named.resolve("lib").resolve(platform.file("torch_cpu"))) ? named.resolve("lib") : named;
        if (!Files.exists(folder.resolve(platform.file("torch_cpu")))) {
            throw new HazeLabException(
                "There is no " + platform.file("torch_cpu") + " in " + named + ", which " + origin
                    + " names",
                "Let it name the folder libtorch of PyTorch " + VERSION + ", or the folder torch of a Python"
                    + " installation with torch==" + VERSION);
        }
        Optional<String> build = build(folder.toAbsolutePath().getParent());
        if (build.isPresent() && !build.get().split("\\+")[0].equals(VERSION)) {
            throw new HazeLabException("The PyTorch in " + named + ", which " + origin + " names, is " + build.get(),
                "Only exactly version " + VERSION + " can be used: pip install torch==" + VERSION);
        }
        boolean cuda = Files.exists(folder.resolve(platform.file("torch_cuda")));
        return new Libtorch(folder, natives.binding(cuda ? "cu128" : "cpu"), cuda,
            build.orElse("of an unknown version"));
    }

    /** What the files beside say: {@code build-version} of PyTorch's archives, {@code version.py} of pip's. */
    private static Optional<String> build(@Nullable Path parent) throws HazeLabException {
        if (parent == null) {
            return Optional.empty(); // the libraries lie in the root of the file system
        }
        try {
            if (Files.isRegularFile(parent.resolve("build-version"))) {
                return Optional.of(Files.readString(parent.resolve("build-version")).strip());
            }
            if (Files.isRegularFile(parent.resolve("version.py"))) {
                Matcher version = PIP_VERSION.matcher(Files.readString(parent.resolve("version.py")));
                return version.find() ? Optional.of(version.group(1)) : Optional.empty();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new HazeLabException("The version of PyTorch in " + parent + " cannot be read: " + e.getMessage(),
                "Give yourself the right to read the folder", e);
        }
    }
}
