// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.host.run.NodeRun.Source;
import org.hazelab.host.run.NodeRun.State;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.HostAccess;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeMessage;

/**
 * Executes a loaded workflow: configures all nodes in order, then executes them one after the other. A node that fails
 * stops only those after it. A result is released as soon as the last node that reads it is done.
 */
public final class Scheduler {

    private final LoadedWorkflow workflow;
    private final RunListener listener;
    private final Map<NodeRun, Integer> openReaders = new HashMap<>();
    /** How many nodes gave a result out: a node may pass its input on as it is. */
    private final Map<PortObject, Integer> givenOut = new IdentityHashMap<>();
    private volatile boolean canceled;
    private boolean executing;
    private NodeProgressMonitor running;
    private Thread worker;

    /** A run that is reported to the listener. */
    public Scheduler(final LoadedWorkflow workflow, final RunListener listener) {
        this.workflow = workflow;
        this.listener = listener;
    }

    /** Stops the node that is running, and all after it; usable from any thread. */
    public void cancel() {
        canceled = true;
        synchronized (this) {
            if (running != null) {
                running.setExecuteCanceled();
                worker.interrupt();
            }
        }
    }

    /** Configures every node whose inputs are known, without executing any; whether none refused. */
    public boolean configureAll() {
        for (NodeRun run : workflow.order()) {
            if (run.state() == State.WAITING && specs(run).isPresent()) {
                configure(run);
            }
        }
        return workflow.order().stream().noneMatch(n -> n.state() == State.FAILED);
    }

    /** Configures and executes every node; whether all of them executed. */
    public boolean runAll() {
        executing = true;
        configureAll();
        workflow.order().forEach(n -> openReaders.put(n, n.successors().size()));
        int index = 0;
        for (NodeRun run : workflow.order()) {
            index++;
            if (canExecute(run)) {
                execute(run, index);
            } else if (run.state() != State.FAILED) {
                run.setState(State.SKIPPED);
                listener.notExecuted(run);
            }
            releaseInputs(run);
        }
        return workflow.order().stream().allMatch(n -> n.state() == State.EXECUTED);
    }

    private boolean canExecute(final NodeRun run) {
        if (canceled || run.state() == State.FAILED || !inputsExecuted(run)) {
            return false;
        }
        if (run.state() == State.WAITING && specs(run).isPresent()) {
            configure(run);
        }
        return run.state() == State.CONFIGURED;
    }

    private static boolean inputsExecuted(final NodeRun run) {
        return run.predecessors().stream().allMatch(n -> n.state() == State.EXECUTED);
    }

    /** The specs of all inputs, or nothing where one is not connected or not known yet. */
    private Optional<PortObjectSpec[]> specs(final NodeRun run) {
        PortObjectSpec[] specs = new PortObjectSpec[run.inputs().length];
        for (int i = 0; i < specs.length; i++) {
            Source source = run.inputs()[i];
            if (source == null) {
                fail(run, "Input " + (i + 1) + " (" + run.node().inputs().get(i) + ") is not connected.");
                return Optional.empty();
            }
            specs[i] = source.node().outObjects() == null ? source.node().outSpecs()[source.port()]
                : source.node().outObjects()[source.port()].getSpec();
            if (specs[i] == null) {
                return Optional.empty();
            }
        }
        return Optional.of(specs);
    }

    private void fail(final NodeRun run, final String message) {
        run.node().setMessage(NodeMessage.newError(message));
        run.setState(State.FAILED);
        listener.notExecuted(run);
    }

    private void configure(final NodeRun run) {
        org.knime.core.node.workflow.HostAccess.pushContext(run.label(), workflow.context(),
            run.node().positions());
        try {
            Optional<PortObjectSpec[]> out = run.node().configure(specs(run).orElseThrow());
            if (out.isPresent()) {
                run.setOutSpecs(out.get());
                run.setState(State.CONFIGURED);
                if (run.message().getMessageType() == NodeMessage.Type.WARNING) {
                    listener.configureWarning(run);
                }
            } else if (executing && !inputsExecuted(run)) {
                // As in KNIME, it is asked again once its inputs are there: a trained model says more than a promised
                // one.
                run.node().setMessage(NodeMessage.NONE);
            } else {
                run.setState(State.FAILED);
                listener.notExecuted(run);
            }
        } finally {
            org.knime.core.node.workflow.HostAccess.popContext();
        }
    }

    private void execute(final NodeRun run, final int index) {
        listener.started(run, index, workflow.order().size());
        long start = System.nanoTime();
        PortObject[] inputs = Arrays.stream(run.inputs()).map(s -> s.node().outObjects()[s.port()])
            .toArray(PortObject[]::new);
        Optional<PortObject[]> results = inWorker(run, inputs, new Progress(run));
        if (results.isPresent()) {
            run.setOutObjects(results.get());
            run.setState(State.EXECUTED);
            giveOut(run);
            listener.executed(run, results.get(), (System.nanoTime() - start) / 1_000_000);
            if (run.successors().isEmpty()) {
                release(run);
            }
        } else {
            run.setState(canceled ? State.CANCELED : State.FAILED);
            listener.notExecuted(run);
        }
    }

    private void giveOut(final NodeRun run) {
        for (PortObject result : run.outObjects()) {
            if (givenOut.merge(result, 1, Integer::sum) == 1) {
                HostAccess.retain(result);
            }
        }
    }

    /** A thread of its own for every node: it can be interrupted, and its name shows in a thread dump. */
    private Optional<PortObject[]> inWorker(final NodeRun run, final PortObject[] inputs,
        final NodeProgressMonitor progress) {
        List<Optional<PortObject[]>> result = new ArrayList<>();
        Thread thread = new Thread(() -> {
            org.knime.core.node.workflow.HostAccess.pushContext(run.label(), workflow.context(),
                run.node().positions());
            try {
                result.add(run.node().execute(inputs, HostAccess.newContext(progress, workflow.folder(),
                    Integer.toString(run.file().number()))));
            } finally {
                org.knime.core.node.workflow.HostAccess.popContext();
            }
        }, run.label());
        synchronized (this) {
            running = progress;
            worker = thread;
            if (canceled) {
                progress.setExecuteCanceled();
            }
        }
        thread.start();
        join(thread);
        synchronized (this) {
            running = null;
        }
        return result.isEmpty() ? Optional.empty() : result.get(0);
    }

    private void join(final Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void releaseInputs(final NodeRun run) {
        for (NodeRun before : run.predecessors()) {
            if (openReaders.merge(before, -1, Integer::sum) == 0) {
                release(before);
            }
        }
    }

    private void release(final NodeRun run) {
        if (run.outObjects() != null) {
            for (PortObject result : run.outObjects()) {
                if (givenOut.merge(result, -1, Integer::sum) == 0) {
                    HostAccess.release(result);
                }
            }
        }
    }

    /** Tells the listener what a node says of its progress. */
    private final class Progress extends DefaultNodeProgressMonitor {

        private final NodeRun run;

        Progress(final NodeRun run) {
            this.run = run;
        }

        @Override
        public void setProgress(final double value, final Supplier<String> text) {
            super.setProgress(value, text);
            listener.progress(run, Optional.ofNullable(super.getProgress()), super.getMessage());
        }

        @Override
        public void setMessage(final String text) {
            super.setMessage(text);
            listener.progress(run, Optional.ofNullable(super.getProgress()), super.getMessage());
        }
    }
}
