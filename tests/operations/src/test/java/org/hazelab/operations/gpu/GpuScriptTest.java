// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests/gpu prepares for a machine with a GPU has to run there at the first try: here it runs without one. */
class GpuScriptTest {

    private static final Path FOLDER = Path.of(System.getProperty("hazelab.root")).resolve("tests").resolve("gpu");

    @TempDir
    private Path folder;

    private static int run(ByteArrayOutputStream said, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        process.getInputStream().transferTo(said);
        return process.waitFor();
    }

    @Test
    void theScriptIsOneOfTheShell() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(0, run(said, "sh", "-n", FOLDER.resolve("run.sh").toString()), said.toString());
        assertEquals(2, run(said, "sh", FOLDER.resolve("run.sh").toString(), "gpu7"), said.toString());
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("gpu7 is no device: choose cuda:0"), said.toString());
    }

    private int check(String device, ByteArrayOutputStream said) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-d", folder.toString(), "-cp",
                System.getProperty("java.class.path"));
            assertTrue(compiler.getTask(errors, files, null, options, null,
                files.getJavaFileObjects(FOLDER.resolve("GpuCheck.java"))).call(), errors.toString());
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()},
            GpuScriptTest.class.getClassLoader())) {
            return (int)loader.loadClass("GpuCheck").getMethod("check", String.class, List.class, PrintStream.class)
                .invoke(null, device, List.of(32), new PrintStream(said, true, StandardCharsets.UTF_8));
        }
    }

    /** A rehearsal: the processor against itself. */
    @Test
    void theCheckRunsToItsEndOnTheProcessor() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(0, check("cpu", said), said.toString(StandardCharsets.UTF_8));
        String words = said.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("32-net numbers: off by 0.00000 of their deviation"), words);
        assertTrue(words.contains("32-net inference, batch  4:"), words);
        assertTrue(words.contains("32-net training: right; losses ["), words);
    }

    @Test
    void theCheckSaysThatThereIsNoSuchGpu() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(3, check("cuda:99", said));
        assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("no GPU: The device cuda:99"), said.toString());
    }
}
