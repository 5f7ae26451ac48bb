// SPDX-License-Identifier: Apache-2.0
package org.hazelab.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed host, started as {@code ./hazelab} starts it, in a process of its own. */
final class Hazelab {

    /** What a run left: its exit code and everything it printed. */
    record Outcome(int exitCode, String output) {
    }

    /** An example with training takes half a minute on two free cores, and took 9 minutes with a load of 15. */
    private static final int LIMIT_MINUTES = 18;

    private Hazelab() {
    }

    static Path root() {
        return Path.of(System.getProperty("hazelab.root"));
    }

    static Path installation() {
        return root().resolve("releng/host/target/hazelab");
    }

    static Path updateSite() {
        return root().resolve("update-site/target/repository");
    }

    /** Runs one of the host's applications ({@code run}, {@code nodes}, {@code doctor}) to its end. */
    static Outcome run(Path folder, String application, String... arguments) throws IOException, InterruptedException {
        Process process = start(folder, application, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** Starts one of the host's applications; it prints errors and output into one stream, and is ended if it hangs. */
    static Process start(Path folder, String application, String... arguments) throws IOException {
        List<String> command =
            new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Dhazelab.terminal=false", "-Dhazelab.columns=100",
                "-jar", launcher().toString(), "-nosplash", "-data", "@none", "-application",
                "org.hazelab.host." + application));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.onExit().orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
            .exceptionally(late -> process.destroyForcibly());
        return process;
    }

    private static Path launcher() throws IOException {
        try (Stream<Path> plugins = Files.list(installation().resolve("plugins"))) {
            return plugins.filter(file -> file.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
                .findFirst().orElseThrow();
        }
    }
}
