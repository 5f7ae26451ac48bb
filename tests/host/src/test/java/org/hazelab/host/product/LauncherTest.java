// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./hazelab} as cron and Docker start it: no locale, no home, a user id without an account, and a checkout that
 * this user cannot write. As root the tests take such an id ({@code setpriv}); everybody else gives up the right to
 * write.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

    private static final Path ROOT = Path.of(System.getProperty("hazelab.root"));
    private static final Path INSTALLED = Path.of("releng/host/target/hazelab");
    private static final String UMLAUTS = "\u00dcbung \u9727";

    @TempDir
    private static Path shared;
    private static Path checkout;

    /** Everybody may write here. */
    @TempDir
    private Path open;
    private Path current;
    private Path temporary;

    private record Result(int code, String out) {
    }

    @BeforeAll
    static void makeCheckout() throws Exception {
        checkout = Files.createDirectory(shared.resolve("checkout"));
        for (String folder : List.of(".mvn", "bundles", "features", "update-site", "releng/host/target")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        for (String script : List.of("hazelab", "mvnw")) {
            Files.copy(ROOT.resolve(script), checkout.resolve(script));
        }
        copy(ROOT.resolve(INSTALLED), checkout.resolve(INSTALLED));
        copy(ROOT.resolve("example-workflows/01_dehaze_photos"), checkout.resolve("example"));
        Files.setLastModifiedTime(checkout.resolve(INSTALLED).resolve("artifacts.xml"),
            FileTime.fromMillis(System.currentTimeMillis() + 1000));
        permit("a+rX", shared);
        writable(false);
    }

    /**
     * Large files are linked: nothing here writes into them. What Equinox has noted about its first place is left out.
     */
    private static void copy(final Path original, final Path target) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path relative = original.relativize(file);
                Path copy = target.resolve(relative.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (relative.startsWith("plugins")) {
                    link(file, copy);
                } else if (!relative.startsWith("configuration/org.eclipse.osgi")
                    && !relative.startsWith("data/output")) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void link(final Path file, final Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, copy);
        }
    }

    /** Of folders alone: linked files have their rights in common. */
    private static void writable(final boolean writable) throws Exception {
        run(List.of("find", checkout.toString(), "-type", "d", "-exec", "chmod", writable ? "u+w" : "a-w", "{}", "+"));
    }

    private static void permit(final String mode, final Path path) throws Exception {
        run(List.of("chmod", mode, path.toString()));
    }

    @BeforeEach
    void makeOpenFolders() throws Exception {
        current = Files.createDirectory(open.resolve("current"));
        temporary = Files.createDirectory(open.resolve("temporary"));
        for (Path folder : List.of(open, current, temporary)) {
            permit("a+rwx", folder);
        }
    }

    @AfterAll
    static void allowToDelete() throws Exception {
        writable(true);
    }

    private static Result run(final List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out);
    }

    /** In an environment that has nothing but what is given. */
    private Result bare(final Path script, final String... variablesAndArguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (run(List.of("id", "-u")).out.strip().equals("0")) {
            command.addAll(List.of("setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups"));
        }
        command.addAll(
            List.of("env", "-i", "PATH=" + System.getenv("PATH"), "JAVA_HOME=" + System.getProperty("java.home"),
                "JAVA_OPTS=-Duser.home=?", "TMPDIR=" + temporary));
        List<String> given = Arrays.asList(variablesAndArguments);
        int arguments = 0;
        while (arguments < given.size() && given.get(arguments).matches("[A-Z_]+=.*")) {
            arguments++;
        }
        command.addAll(given.subList(0, arguments));
        command.add(script.toString());
        command.addAll(given.subList(arguments, given.size()));
        Process process = new ProcessBuilder(command).directory(current.toFile()).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out);
    }

    private Result hazelab(final String... variablesAndArguments) throws Exception {
        return bare(checkout.resolve("hazelab"), variablesAndArguments);
    }

    private static List<String> inside(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertNoTraces() throws IOException {
        assertEquals(List.of(), inside(current), "the current folder");
        assertEquals(List.of(), inside(temporary), "the temporary folder");
        assertFalse(
            Files.exists(checkout.resolve(INSTALLED).resolve("configuration/org.eclipse.osgi/framework.info.1")));
    }

    @Test
    void runsWithoutHomeAccountLocaleAndRightToWrite() throws Exception {
        Path workflow = open.resolve(UMLAUTS);
        copy(checkout.resolve("example"), workflow);
        for (String photo : inside(workflow.resolve("data/input")).stream().filter(n -> n.endsWith("jpg")).toList()) {
            Path file = workflow.resolve("data/input").resolve(photo);
            if (photo.startsWith("lake")) {
                Files.move(file, file.resolveSibling(UMLAUTS + ".jpg"));
            } else {
                Files.delete(file);
            }
        }
        Path results = open.resolve("\u00c4pfel");
        Result result = hazelab("LC_ALL=C", "run", workflow.toString(), "-nosave",
            "-workflow.variable=output_folder," + results + ",String");
        assertEquals(0, result.code, result.out);
        assertTrue(Files.exists(results.resolve(UMLAUTS + "_dehazed.png")), () -> result.out);
        assertNoTraces();
    }

    @Test
    void looksAtTheMachineWithoutHomeAccountAndRightToWrite() throws Exception {
        Result result = hazelab("HOME=/", "doctor");
        assertEquals(0, result.code, result.out);
        assertTrue(result.out.contains("ok   Temporary folder   " + temporary), result.out);
        assertTrue(result.out.contains("ok   File names         any characters"), result.out);
        assertNoTraces();
    }

    @Test
    void saysWhyAPlainLocaleIsInTheWayWhereJavaIsStartedOtherwise() throws Exception {
        Path launcher = checkout.resolve(INSTALLED).resolve("plugins").resolve(inside(checkout.resolve(INSTALLED)
            .resolve("plugins")).stream().filter(n -> n.startsWith("org.eclipse.equinox.launcher_")).findFirst()
            .orElseThrow());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String[] start =
            {"LC_ALL=C", "-Djava.awt.headless=true", "-jar", launcher.toString(), "-nosplash", "-data", "@none",
                "-configuration", Files.createDirectory(open.resolve("configuration")).toString(), "-application"};
        permit("a+rwx", open.resolve("configuration"));
        Result run = bare(java, with(start, "org.hazelab.host.run", open.resolve(UMLAUTS).toString()));
        assertEquals(2, run.code, run.out);
        assertTrue(run.out.contains("start with LC_ALL=C.UTF-8 in the environment."), run.out);
        Result doctor = bare(java, with(start, "org.hazelab.host.doctor"));
        assertEquals(5, doctor.code, doctor.out);
        assertTrue(doctor.out.contains("BAD  File names         ANSI_X3.4-1968 alone"), doctor.out);
    }

    private static String[] with(final String[] start, final String... more) {
        return Stream.concat(Arrays.stream(start), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void runsWhatIsBuiltWhereNewerSourcesCannotBe() throws Exception {
        Path installed = checkout.resolve(INSTALLED).resolve("artifacts.xml");
        FileTime before = Files.getLastModifiedTime(installed);
        try {
            Files.setLastModifiedTime(installed, FileTime.fromMillis(0));
            Result result = hazelab("nodes", "--markdown");
            assertEquals(0, result.code, result.out);
            assertTrue(result.out.startsWith("hazelab: pom.xml is newer than what is built, but " + checkout
                + " cannot be written: running what is built.\n# Node reference"), result.out);
        } finally {
            Files.setLastModifiedTime(installed, before);
        }
        assertNoTraces();
    }

    @Test
    void saysThatItCannotBuild() throws Exception {
        Path clone = Files.createDirectory(open.resolve("clone"));
        Files.createDirectories(clone.resolve("bundles"));
        Files.copy(ROOT.resolve("hazelab"), clone.resolve("hazelab"));
        permit("a-w", clone.resolve("bundles"));
        Result result = bare(clone.resolve("hazelab"), "doctor");
        permit("u+w", clone.resolve("bundles"));
        assertEquals(1, result.code, result.out);
        assertTrue(
            result.out.startsWith("hazelab: nothing is built yet, and " + clone + " cannot be written by this user ("),
            result.out);
    }

    @Test
    void saysThatNowhereCanBeWritten() throws Exception {
        Result result = hazelab("TMPDIR=" + checkout, "nodes");
        assertEquals(1, result.code, result.out);
        assertEquals("hazelab: neither " + checkout.resolve(INSTALLED).resolve("configuration") + " nor " + checkout
            + " can be written. Let TMPDIR name a folder that can.", result.out.strip());
        Result nowhere = hazelab("TMPDIR=" + open.resolve("none"), "nodes");
        assertEquals(1, nowhere.code, nowhere.out);
        assertEquals("hazelab: TMPDIR is " + open.resolve("none") + ", which is no folder.", nowhere.out.strip());
    }

    @Test
    void mavenSaysThatItNeedsAHome() throws Exception {
        Result result = bare(checkout.resolve("mvnw"), "HOME=" + checkout, "-version");
        assertEquals(1, result.code, result.out);
        assertEquals(
            "mvnw: " + checkout + "/.m2/hazelab-maven cannot be written. Let HOME name a folder that can: Maven keeps"
                + " what it fetches there.",
            result.out.strip());
    }

    @Test
    void explainsItselfToEverybody() throws Exception {
        Result result = hazelab("help");
        assertEquals(0, result.code, result.out);
        assertTrue(result.out.contains("knime://knime.workflow/..."), result.out);
    }
}
