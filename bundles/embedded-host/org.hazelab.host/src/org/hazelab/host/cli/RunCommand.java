// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.registry.NodeRegistry;
import org.hazelab.host.run.LoadedWorkflow;
import org.hazelab.host.run.NodeRun;
import org.hazelab.host.run.NodeRun.State;
import org.hazelab.host.run.RunListener;
import org.hazelab.host.run.Scheduler;
import org.hazelab.host.run.WorkflowLoader;
import org.hazelab.host.workflow.Archive;
import org.hazelab.host.workflow.WorkflowFile;
import org.hazelab.host.workflow.WorkflowReader;
import org.hazelab.standin.RunFolder;

/** {@code run}: loads a workflow, executes it, tells how it went. Nothing is written into the workflow's folder. */
public final class RunCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final RunListener report;
    private volatile Scheduler scheduler;
    private volatile boolean canceled;

    /** @param report hears how the run goes */
    public RunCommand(final PrintStream out, final PrintStream err, final RunListener report) {
        this.out = out;
        this.err = err;
        this.report = report;
    }

    /** Stops the run; usable from any thread. */
    public void cancel() {
        canceled = true;
        Scheduler current = scheduler;
        if (current != null) {
            current.cancel();
        }
    }

    /** Runs with the arguments of the command line. */
    public ExitCode run(final String... arguments) {
        try {
            return run(RunOptions.parse(arguments));
        } catch (HostException e) {
            out.flush();
            e.problems().forEach(err::println);
            return canceled ? ExitCode.INTERRUPTED : e.code();
        }
    }

    private ExitCode run(final RunOptions options) throws HostException {
        long start = System.nanoTime();
        try (RunFolder folder = new RunFolder()) {
            WorkflowFile file = WorkflowReader.read(unpacked(options.workflow(), folder));
            LoadedWorkflow workflow =
                new WorkflowLoader(new NodeRegistry(), folder).load(file, options.variables(), options.options());
            if (file.executedStates() && !options.reset()) {
                out.println("Results saved in the workflow are not used: every node runs.");
            }
            scheduler = new Scheduler(workflow, report);
            if (canceled) {
                return ExitCode.INTERRUPTED;
            }
            if (options.noExecute()) {
                return scheduler.configureAll() ? ExitCode.OK : ExitCode.EXECUTION;
            }
            boolean all = scheduler.runAll();
            summary(workflow, (System.nanoTime() - start) / 1_000_000);
            if (!options.noSave() && all) {
                out.println("The workflow is as it was: only KNIME itself keeps results in a workflow"
                    + " (-nosave hides this line).");
            }
            return canceled ? ExitCode.INTERRUPTED : all ? ExitCode.OK : ExitCode.EXECUTION;
        } catch (IOException e) {
            throw new HostException(ExitCode.EXECUTION, "The temporary folder cannot be used: " + e.getMessage()
                + ". It is chosen with JAVA_OPTS=-Djava.io.tmpdir=FOLDER.", e);
        }
    }

    private static Path unpacked(final Path workflow, final RunFolder folder) throws HostException {
        if (Files.isDirectory(workflow)) {
            return workflow;
        }
        Path target = folder.path().resolve("workflow");
        Archive.unpack(workflow, target);
        return target;
    }

    private void summary(final LoadedWorkflow workflow, final long milliseconds) {
        List<NodeRun> order = workflow.order();
        long executed = order.stream().filter(n -> n.state() == State.EXECUTED).count();
        String time = ConsoleReport.seconds(milliseconds);
        if (executed == order.size()) {
            out.println("Done: " + executed + (executed == 1 ? " node" : " nodes") + " in " + time + ".");
            return;
        }
        out.flush();
        err.println((canceled ? "Stopped: " : "Not done: ") + executed + " of " + order.size() + " nodes executed in "
            + time + "." + named(order, State.FAILED, " Failed: ") + named(order, State.CANCELED, " Stopped in: ")
            + named(order, State.SKIPPED, " Not reached: "));
    }

    private static String named(final List<NodeRun> order, final State state, final String what) {
        String names = order.stream().filter(n -> n.state() == state).map(NodeRun::label)
            .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : what + names + ".";
    }
}
