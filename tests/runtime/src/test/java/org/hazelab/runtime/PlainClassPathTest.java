// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the libraries are found in a Java without OSGi, with the bundles and the jars of DJL on its class path. */
class PlainClassPathTest {

    /** Where this JVM has them: the folder with DJL's binding and JNA's library, the folder with PyTorch. */
    private static final List<String> NATIVES =
        List.of(System.getProperty("hazelab.natives").split(File.pathSeparator));

    @TempDir
    private Path folder;

    /** Starts PyTorch and computes with it, or says why not. */
    static final class Start {

        private Start() {
        }

        public static void main(String[] args) {
            try {
                Class.forName("org.osgi.framework.FrameworkUtil");
                System.out.println("there is OSGi");
            } catch (ClassNotFoundException e) {
                System.out.println("plain");
            }
            try {
                RuntimeSettings settings = RuntimeSettings.ofMachine();
                Engine engine = ComputeDevice.start(settings);
                System.out.println(engine.libtorch().folder());
                System.out.println(engine.libtorch().binding());
                System.out.println(engine.waiting());
                System.out.println(new ConvolutionProbe().run(ComputeDevice.open(settings)));
            } catch (HazeLabException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static Path place(Class<?> one) throws URISyntaxException {
        return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Path place(String one) throws ReflectiveOperationException, URISyntaxException {
        return place(Class.forName(one, false, PlainClassPathTest.class.getClassLoader()));
    }

    private List<String> start(List<Path> more, String property, String variable) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(place(Start.class), place(ComputeDevice.class),
            place(FloatImage.class), place("ai.djl.engine.EngineException"), place("ai.djl.pytorch.jni.PyTorchLibrary"),
            place("com.sun.jna.Native"), place("org.slf4j.Logger"), place("org.slf4j.nop.NOPServiceProvider")));
        classPath.addAll(more);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
            .toString(), "-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData", "-Dhazelab.device=cpu"));
        if (property != null) {
            command.add("-Dhazelab.natives=" + property);
        }
        command.addAll(List.of("-cp",
            String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()), Start.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("HAZELAB_NATIVES");
        builder.environment().remove("HAZELAB_LIBTORCH");
        if (variable != null) {
            builder.environment().put("HAZELAB_NATIVES", variable);
        }
        Process process = builder.start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        assertEquals("plain", lines.get(0));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList(), "left in the temporary folder");
        }
        return lines.subList(1, lines.size());
    }

    private static void assertComputes(List<String> lines) {
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.get(3).contains("right"), lines.get(3));
    }

    private static String inOneOf(List<String> folders, String name) {
        return folders.stream().map(one -> Path.of(one, name)).filter(Files::exists).findFirst().orElseThrow()
            .toString();
    }

    @Test
    void findsFilesInFoldersOfTheClassPath() throws Exception {
        List<String> lines = start(NATIVES.stream().map(Path::of).toList(), null, null);
        assertComputes(lines);
        assertTrue(lines.get(0).startsWith(inOneOf(NATIVES, "pytorch")), lines.get(0));
        assertTrue(lines.get(1).startsWith(inOneOf(NATIVES, "jnilib")), lines.get(1));
    }

    @Test
    void findsFoldersThatTheEnvironmentNames() throws Exception {
        assertComputes(start(List.of(), null, String.join(File.pathSeparator, NATIVES)));
    }

    @Test
    void findsFoldersThatThePropertyNamesBeforeTheEnvironment() throws Exception {
        assertComputes(start(List.of(), String.join(File.pathSeparator, NATIVES), folder.toString()));
    }

    /** The binding is in a jar of its own, JNA's library in that of JNA. */
    @Test
    void unpacksWhatIsInAJarUntilItIsLoaded() throws Exception {
        Path jar = folder.resolve("jni.jar");
        pack(Path.of(inOneOf(NATIVES, "jnilib")), "jnilib", jar);
        Path pytorch = Path.of(inOneOf(NATIVES, "pytorch")).getParent();
        List<String> lines = start(List.of(pytorch, jar), null, null);
        assertComputes(lines);
        assertTrue(lines.get(1).startsWith(folder.resolve("tmp").toString()), lines.get(1));
        assertFalse(Files.exists(Path.of(lines.get(1))));
    }

    private static void pack(Path from, String name, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file);
            Stream<Path> files = Files.walk(from)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(name + "/" + from.relativize(one).toString().replace('\\', '/')));
                Files.copy(one, zip);
            }
        }
    }

    @Test
    void saysWhatIsMissingAndWhereItWasLookedFor() throws Exception {
        Map<String, List<String>> found = Map.of("", start(List.of(), null, null), folder.toString(),
            start(List.of(), folder.toString(), null));
        for (Map.Entry<String, List<String>> one : found.entrySet()) {
            String message = String.join("\n", one.getValue());
            assertTrue(message.startsWith("The libraries of the model runtime for "), message);
            assertTrue(message.contains(" is not on the class path, and " + (one.getKey().isEmpty()
                ? "neither the system property hazelab.natives nor the environment variable HAZELAB_NATIVES names a "
                    + "folder. "
                : "not in " + folder + ", which the system property hazelab.natives names. ")
                + "Put the jars pytorch-native-cpu (version 2.7.1, "), message);
        }
        assertEquals(List.of("There is no folder " + folder.resolve("no") + ", which the environment variable "
            + "HAZELAB_NATIVES names. Correct it, or leave it out."),
            start(List.of(), null, folder.resolve("no").toString()));
    }
}
