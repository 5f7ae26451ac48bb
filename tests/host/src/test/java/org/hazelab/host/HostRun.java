// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.hazelab.host.cli.RunCommand;
import org.hazelab.host.run.NodeRun;
import org.hazelab.host.run.RunListener;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/** A run of the host in this virtual machine, and what was heard of it. */
public final class HostRun implements RunListener {

    /** The exit code. */
    public ExitCode code;
    /** The labels of the nodes in the order of starting. */
    public final List<String> started = new ArrayList<>();
    /** The last message of every node. */
    public final Map<String, NodeMessage> messages = new TreeMap<>();
    /** The states of the nodes that were not executed. */
    public final Map<String, NodeRun.State> notExecuted = new TreeMap<>();
    /** The rows of all tables and the summaries of all other outputs, as text, by node. */
    public final Map<String, List<String>> rows = new TreeMap<>();
    /** Run after every node that has executed. */
    public Runnable afterEachNode = () -> {
    };
    /** What was written to standard output and to standard error. */
    public String out;
    /** What was written to standard error. */
    public String err;

    private RunCommand command;

    /** Runs with the arguments of the command line. */
    public static HostRun of(final String... arguments) {
        HostRun run = new HostRun();
        run.execute(arguments);
        return run;
    }

    /** Runs a workflow folder. */
    public static HostRun of(final Path workflow, final String... more) {
        List<String> arguments = new ArrayList<>(List.of(workflow.toString(), "-nosave"));
        arguments.addAll(List.of(more));
        return of(arguments.toArray(String[]::new));
    }

    /** Runs; may be told to stop from another thread. */
    public void execute(final String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        synchronized (this) {
            command = new RunCommand(new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8), this);
        }
        code = command.run(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
    }

    /** Stops the run. */
    public synchronized void cancel() {
        command.cancel();
    }

    /** The temporary folders of this process's runs that are there now; another build may run beside this one. */
    public static Set<Path> runFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            Set<Path> found = new TreeSet<>();
            String own = "hazelab-run-" + ProcessHandle.current().pid() + "-";
            files.filter(f -> f.getFileName().toString().startsWith(own)).forEach(found::add);
            return found;
        }
    }

    @Override
    public void started(final NodeRun node, final int index, final int count) {
        started.add(node.label());
    }

    @Override
    public void executed(final NodeRun node, final PortObject[] results, final long milliseconds) {
        messages.put(node.label(), node.message());
        List<String> lines = new ArrayList<>();
        for (PortObject result : results) {
            if (result instanceof BufferedDataTable table) {
                for (DataRow row : table) {
                    lines.add(row.getKey() + ": " + String.join(", ", row.stream().map(Object::toString).toList()));
                }
            } else {
                lines.add(result.getSummary());
            }
        }
        rows.put(node.label(), lines);
        afterEachNode.run();
    }

    @Override
    public void configureWarning(final NodeRun node) {
        messages.put(node.label() + " configure", node.message());
    }

    @Override
    public void notExecuted(final NodeRun node) {
        notExecuted.put(node.label(), node.state());
        messages.put(node.label(), node.message());
    }
}
