// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * Where the libraries for this machine lie. Each is taken from the first place that has it:
 *
 * <ol>
 * <li>the folders that the system property {@value #PROPERTY} names, else those of the environment variable {@value
 * #VARIABLE}, separated as in a class path;
 * <li>in OSGi, as plain files: DJL's binding and JNA's library in the folder {@code natives} of this bundle, PyTorch in
 * a fragment for each platform; p2 installs both as folders;
 * <li>the class path: a folder, whose files are loaded from where they lie, or a jar such as {@code pytorch-native-cpu}
 * and {@code pytorch-jni} of DJL, from which they are unpacked into a temporary folder until they are loaded.
 * </ol>
 *
 * <p>Closing, when the libraries are loaded, deletes what was unpacked.
 */
final class NativeFiles implements AutoCloseable {

    static final String PROPERTY = "hazelab.natives";
    static final String VARIABLE = "HAZELAB_NATIVES";

    private final Platform platform;
    private final UnpackedLibraries unpacked = new UnpackedLibraries(Path.of(System.getProperty("java.io.tmpdir")));

    NativeFiles(Platform platform) {
        this.platform = platform;
    }

    /**
     * The folder with PyTorch for the processor.
     *
     * @throws HazeLabException if there is none for this machine, saying what to install
     */
    Path pytorch() throws HazeLabException {
        return required("pytorch/cpu/" + platform.djlName(), platform.file("torch_cpu"));
    }

    /**
     * DJL's binding to PyTorch.
     *
     * @param flavour {@code cpu} or {@code cu128}
     * @throws HazeLabException if there is none for this machine
     */
    Path binding(String flavour) throws HazeLabException {
        String folder = "jnilib/" + platform.djlName() + "/" + flavour;
        String file = platform.file("djl_torch");
        if (flavour.equals("cpu")) {
            return required(folder, file).resolve(file);
        }
        Path found = find(folder, file);
        if (found == null) {
            throw new HazeLabException("HazeLab has no binding for a PyTorch with CUDA on " + platform,
                "Use NVIDIA GPUs on Linux or Windows, both x86_64");
        }
        return found.resolve(file);
    }

    /** The folder with JNA's library; null if there is none. */
    @Nullable
    Path jna() throws HazeLabException {
        return find("com/sun/jna/" + platform.jnaName(), platform.jnaFile());
    }

    private Path required(String folder, String file) throws HazeLabException {
        Path found = find(folder, file);
        if (found == null) {
            throw isBundle() || !platform.isSupported() ? missing(platform) : notFound(platform, folder + "/" + file);
        }
        return found;
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

    /** On a plain class path, where nothing is installed. */
    private static HazeLabException notFound(Platform platform, String file) {
        String folders = folders();
        return new HazeLabException("The libraries of the model runtime for " + platform + " are not found: " + file
            + " is not on the class path, and "
            + (folders == null ? "neither the system property " + PROPERTY + " nor the environment variable " + VARIABLE
                + " names a folder" : "not in " + folders + ", which " + origin() + " names"),
            "Put the jars pytorch-native-cpu (version " + Libtorch.VERSION + ", classifier " + platform.djlName()
                + ") and pytorch-jni (version " + Libtorch.BINDING_VERSION
                + ") of ai.djl.pytorch on the class path, or unpack them into one folder and let " + PROPERTY + " or "
                + VARIABLE + " name it");
    }

    private static boolean isProperty() {
        String property = System.getProperty(PROPERTY);
        return property != null && !property.isBlank();
    }

    private static String origin() {
        return isProperty() ? "the system property " + PROPERTY : "the environment variable " + VARIABLE;
    }

    /** Null if none are named. */
    private static @Nullable String folders() {
        String folders = isProperty() ? System.getProperty(PROPERTY) : System.getenv(VARIABLE);
        return folders == null || folders.isBlank() ? null : folders;
    }

    /** The folder of a library, if it has the file; null if there is none. */
    private @Nullable Path find(String folder, String file) throws HazeLabException {
        Path named = named(folder, file);
        Path installed = named != null ? named : inBundle(folder);
        return installed != null && Files.exists(installed.resolve(file)) ? installed : onClassPath(folder, file);
    }

    private static @Nullable Path named(String folder, String file) throws HazeLabException {
        String folders = folders();
        if (folders == null) {
            return null;
        }
        for (String one : folders.split(File.pathSeparator)) {
            if (!Files.isDirectory(Path.of(one))) {
                throw new HazeLabException("There is no folder " + one + ", which " + origin() + " names",
                    "Correct it, or leave it out");
            }
            Path path = Path.of(one, folder);
            if (Files.exists(path.resolve(file))) {
                return path.toAbsolutePath();
            }
        }
        return null;
    }

    private static @Nullable Path inBundle(String name) {
        try {
            Path own = BundleFolder.find("natives/" + name);
            return own != null ? own : BundleFolder.find(name);
        } catch (NoClassDefFoundError e) {
            return null; // not in OSGi: its classes are not there
        }
    }

    private static boolean isBundle() {
        try {
            return BundleFolder.exists();
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    private @Nullable Path onClassPath(String folder, String file) throws HazeLabException {
        URL found = NativeFiles.class.getClassLoader().getResource(folder + "/" + file);
        String inOurs = "natives/" + folder;
        URL resource = found != null ? found : NativeFiles.class.getClassLoader().getResource(inOurs + "/" + file);
        try {
            if (resource != null && resource.getProtocol().equals("file")) {
                return Path.of(resource.toURI()).getParent();
            }
            if (resource != null && resource.openConnection() instanceof JarURLConnection jar) {
                return unpacked.unpack(Path.of(jar.getJarFileURL().toURI()), found != null ? folder : inOurs);
            }
            return null;
        } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new HazeLabException("The libraries of the model runtime cannot be read at " + resource,
                "Unpack them into a folder and let the system property " + PROPERTY + " name it", e);
        }
    }

    @Override
    public void close() {
        unpacked.close();
    }
}
