// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

import ai.djl.pytorch.jni.TorchCalls;

/** Loads PyTorch and DJL's binding into the JVM, and says in words why it cannot. */
final class LibraryLoader {

    private static final Pattern GLIBC = Pattern.compile("GLIBC(?:XX)?_[0-9.]+");
    private static final Pattern NVIDIA =
        Pattern.compile("(lib(?:cu|nv|nccl)\\S*\\.so[.0-9]*): cannot open shared object file");

    private LibraryLoader() {
    }

    static void load(Libtorch libtorch, Platform platform) throws HazeLabException {
        for (String library : platform.libraries(libtorch.cuda())) {
            Path file = libtorch.folder().resolve(platform.file(library));
            if (Files.exists(file)) {
                load(file);
            }
        }
        load(libtorch.binding());
    }

    private static void load(Path file) throws HazeLabException {
        try {
            TorchCalls.load(file);
        } catch (UnsatisfiedLinkError e) {
            throw explain(file, e);
        }
    }

    /** The loader's message is the only thing it tells; what is known of it here is what users have met. */
    static HazeLabException explain(Path file, UnsatisfiedLinkError error) {
        String message = String.valueOf(error.getMessage());
        // The file is named once by the JVM, which follows links, and sometimes once more by the system.
        String reason = message.replaceFirst("^(?:.*?" + Pattern.quote(file.getFileName().toString()) + ": )+", "");
        Matcher glibc = GLIBC.matcher(message);
        if (message.contains("not found") && glibc.find()) {
            return failure(file, "this Linux is older than the libraries, which need " + glibc.group(),
                "Use a Linux with glibc 2.29 or newer (Debian 11, Ubuntu 20.04, RHEL 9), or run the workflow elsewhere",
                error);
        }
        if (message.contains("failed to map segment") || message.contains("Operation not permitted")) {
            return failure(file, "libraries may not be loaded from this folder",
                "The folder is probably on a file system mounted with noexec: install KNIME on another", error);
        }
        HazeLabException ofTheUser = explainUsers(file, message, reason, error);
        if (ofTheUser != null) {
            return ofTheUser;
        }
        if (message.contains("already loaded in another classloader")) {
            return failure(file, "another extension has loaded the same file",
                "Restart KNIME; if it happens again, report it", error);
        }
        if (message.contains("cannot open shared object file") || message.contains("dependent libraries")) {
            return failure(file, reason,
                "Install the library that is missing; on a plain Linux it is in the package libstdc++6"
                    + " or libgomp1, on Windows in the Visual C++ Redistributable",
                error);
        }
        return failure(file, reason, "Reinstall HazeLab; if it happens again, report it with the output of doctor",
            error);
    }

    /** What goes wrong with a PyTorch of the user's own, such as one for GPUs; null if it is not that. */
    private static @Nullable HazeLabException explainUsers(Path file, String message, String reason,
        UnsatisfiedLinkError error) {
        Matcher nvidia = NVIDIA.matcher(message);
        if (nvidia.find()) {
            return failure(file, "NVIDIA's library " + nvidia.group(1) + " is not found",
                "Name the folder torch where pip has installed it, not a copy: NVIDIA's libraries lie beside it, in the"
                    + " folders nvidia and cusparselt. If they lie elsewhere, let LD_LIBRARY_PATH name their folders "
                    + "before"
                    + " KNIME starts",
                error);
        }
        if (message.contains("dependent libraries") && file.getFileName().toString().contains("cuda")) {
            return failure(file, reason,
                "Put the folder " + file.getParent() + " into PATH before KNIME starts, so that"
                    + " Windows finds NVIDIA's libraries in it",
                error);
        }
        if (message.contains("undefined symbol") || message.contains("specified procedure could not be found")) {
            return failure(file, reason,
                "The libraries do not belong together. Where hazelab.libtorch or HAZELAB_LIBTORCH"
                    + " names a PyTorch of your own, let it name one of exactly version " + Libtorch.VERSION
                    + "; otherwise reinstall HazeLab",
                error);
        }
        return null;
    }

    private static HazeLabException failure(Path file, String reason, String remedy, Throwable cause) {
        return new HazeLabException("The model runtime cannot load " + file + ": " + reason, remedy, cause);
    }
}
