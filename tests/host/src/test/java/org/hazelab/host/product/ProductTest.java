// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.product;

import static org.hazelab.host.WorkflowFolder.controlled;
import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.hazelab.host.WorkflowFolder;
import org.hazelab.testnodes.SourceNodeFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed host in a process of its own, with the test nodes beside the real ones. */
class ProductTest {

    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    private static Path installation;

    private record Result(int code, String out) {
    }

    /** Copies the installation that ./hazelab starts, and puts the test bundle into the copy. */
    @BeforeAll
    static void copyInstallation() throws Exception {
        Path original = Path.of(System.getProperty("hazelab.root"), "releng", "host", "target", "hazelab");
        assertTrue(Files.isDirectory(original), "The host is not installed in " + original + ": build all modules.");
        installation = shared.resolve("hazelab");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path relative = original.relativize(file);
                boolean cache = relative.startsWith("configuration/org.eclipse.osgi")
                    || relative.startsWith("configuration/.settings");
                if (!cache) {
                    Path target = installation.resolve(relative);
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
        Path nodes = Path.of(SourceNodeFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertTrue(Files.isRegularFile(nodes), nodes + " is no bundle: run the tests with Maven, after package.");
        Files.copy(nodes, installation.resolve("plugins/org.hazelab.testnodes_1.0.0.jar"));
        Path bundles = installation.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        Files.writeString(bundles, Files.readString(bundles)
            + "org.hazelab.testnodes,1.0.0,plugins/org.hazelab.testnodes_1.0.0.jar,4,false\n");
    }

    private List<String> command(final String application, final String... arguments) throws IOException {
        Path launcher;
        try (Stream<Path> plugins = Files.list(installation.resolve("plugins"))) {
            launcher = plugins.filter(p -> p.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
                .findFirst().orElseThrow();
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")), "-jar", launcher.toString(),
            "-nosplash", "-data", "@none", "-application", "org.hazelab.host." + application));
        command.addAll(List.of(arguments));
        return command;
    }

    private Result run(final String application, final String... arguments) throws Exception {
        return run(command(application, arguments));
    }

    private static Result run(final List<String> command) throws Exception {
        Process process = start(command);
        String out = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), out);
    }

    /** One that hangs is ended, and with it what it prints. */
    private static Process start(final List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        return process;
    }

    private WorkflowFolder workflow() {
        return new WorkflowFolder(temp.resolve("wf"));
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("hazelab-")).toList();
        }
    }

    @Test
    void runsAWorkflowWithFileStoresInEquinox() throws Exception {
        Path target = temp.resolve("out.txt");
        Path folder = workflow().variable("file_var", "STRING", "x").node(1, "ImagesNodeFactory", null)
            .node(2, "ModifyNodeFactory", null)
            .node(3, "WriteNodeFactory", entry("file", "xstring", "y"), controlled("file", "file_var", null), "")
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        Result result = run("run", folder.toString(), "-nosave", "-workflow.variable=file_var," + target + ",String");
        assertEquals(0, result.code, result.out);
        assertTrue(result.out.contains("[3/3] WriteNodeFactory #3: done in "), result.out);
        assertEquals("Row0: 1000 bytes of 100, PNG of width 200,  [bytes, png] none wf",
            Files.readAllLines(target).get(0));
        assertEquals(List.of(), temporaryFiles());
    }

    @Test
    void theCellsOfANodeSurviveTheirSerializersInEquinox() throws Exception {
        Path target = temp.resolve("out.txt");
        Path folder = workflow().node(1, "ImagesNodeFactory", null)
            .node(3, "WriteNodeFactory", entry("file", "xstring", target)).connect(1, 1, 3, 1).save();
        List<String> command = command("run", folder.toString());
        command.add(1, "-Dhazelab.host.copycells=true");
        Result result = run(command);
        assertEquals(0, result.code, result.out);
        assertEquals("Row1: 1000 bytes of 101, PNG of width 8", Files.readAllLines(target).get(1));
    }

    @Test
    void portObjectsSurviveTheirSerializersInEquinox() throws Exception {
        Path target = temp.resolve("out.txt");
        Path folder = workflow().node(1, "MakeModelNodeFactory", null).node(2, "UseModelNodeFactory", null)
            .node(3, "WriteNodeFactory", entry("file", "xstring", target)).connect(1, 1, 2, 1).connect(2, 1, 3, 1)
            .save();
        List<String> command = command("run", folder.toString());
        command.add(1, "-Dhazelab.host.copycells=true");
        Result result = run(command);
        assertEquals(0, result.code, result.out);
        assertEquals(List.of("Row0: of some text: some text 7 read back"), Files.readAllLines(target));
    }

    @Test
    void exitsWith2ForAWrongCommandLine() throws Exception {
        Result result = run("run", "-nope");
        assertEquals(2, result.code, result.out);
        assertEquals("Unknown option '-nope'.", result.out.strip());
    }

    @Test
    void exitsWith3ForAWorkflowThatDoesNotLoad() throws Exception {
        Result result = run("run", workflow().rawNode(1, "no.such.Factory", "").save().toString());
        assertEquals(3, result.code, result.out);
        assertTrue(result.out.contains("no.such.Factory"), result.out);
    }

    @Test
    void exitsWith4ForANodeThatFails() throws Exception {
        Result result = run("run", workflow().node(1, "SourceNodeFactory", null)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", "KNIME_EXCEPTION")).connect(1, 1, 2, 1).save()
            .toString());
        assertEquals(4, result.code, result.out);
        assertTrue(result.out.contains("Error in TroubleNodeFactory #2: t"), result.out);
    }

    /**
     * Whether SIGINT does nothing to this process and its children: so shells start what shall run in the background,
     * and Java leaves it at that.
     */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst()
            .orElse("SigIgn: 0").split("\\s+")[1];
        return (Long.parseUnsignedLong(ignored, 16) & 0b10) != 0;
    }

    /**
     * SIGINT as Ctrl-C sends it; where that is ignored, or there is none, what {@link ProcessHandle#destroy} sends
     * takes the same way.
     */
    @Test
    void stopsInOrderWhenItIsToldToAndLeavesNothingBehind() throws Exception {
        Path folder = workflow().node(1, "ImagesNodeFactory", null)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", "ASKS")).node(3, "ModifyNodeFactory", null)
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        boolean interrupts = !System.getProperty("os.name").startsWith("Windows") && !ignoresInterrupts();
        Process process = start(command("run", folder.toString()));
        StringBuilder out = new StringBuilder();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                out.append(line).append('\n');
                if (line.equals("test node waits")) {
                    assertFalse(temporaryFiles().isEmpty());
                    if (interrupts) {
                        start(List.of("kill", "-INT", Long.toString(process.pid()))).waitFor();
                    } else {
                        process.toHandle().destroy();
                    }
                }
            }
        }
        process.waitFor();
        assertTrue(out.toString().contains("Stopped: 1 of 3 nodes executed"), out.toString());
        assertEquals(interrupts ? 130 : process.exitValue(), process.exitValue(), out.toString());
        assertEquals(List.of(), temporaryFiles());
    }

    @Test
    void printsTheReferenceOfTheInstalledNodes() throws Exception {
        Result result = run("nodes", "--markdown");
        assertEquals(0, result.code, result.out);
        assertTrue(result.out.startsWith("# Node reference"), result.out);
        assertTrue(result.out.contains("### Test Source"), result.out);
        assertEquals(2, run("nodes", "--html").code);
    }

    @Test
    void theDoctorFindsBundlesAndNodes() throws Exception {
        Result result = run("doctor");
        assertEquals(0, result.code, result.out);
        assertTrue(result.out.contains("org.knime.core 5.8.0"), result.out);
        assertTrue(result.out.contains("org.hazelab.knime.nodes 1.0.0"), result.out);
        assertTrue(result.out.contains("ok   Node               Test Source"), result.out);
        assertTrue(result.out.contains("All is well."), result.out);
    }

    @Test
    void theDoctorSaysWhatToDo() throws Exception {
        List<String> command = command("doctor");
        command.remove("-Djava.awt.headless=true");
        Result result = run(command);
        assertEquals(5, result.code, result.out);
        assertTrue(result.out.contains("BAD  Without screen"), result.out);
        assertTrue(result.out.contains("What to do: Start with ./hazelab"), result.out);
    }
}
