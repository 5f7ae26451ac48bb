// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.files.FileLocation;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** The one place where our progress, cancel and failures become KNIME's. */
public final class NodeRun {

    private NodeRun() {
    }

    /** What a node does when it executes. */
    @FunctionalInterface
    public interface Work {
        void run(Progress progress) throws HazeLabException, IOException, CanceledExecutionException;
    }

    /**
     * Runs a node's work.
     *
     * @throws CanceledExecutionException if the user has cancelled, whatever the work made of that
     * @throws KNIMEException with summary and resolution for anything the user can correct
     */
    public static void run(ExecutionMonitor monitor, Work work) throws CanceledExecutionException, KNIMEException {
        run(monitor, "the work of this node", "give the node smaller images or batches", work);
    }

    /**
     * As {@link #run(ExecutionMonitor, Work)}, for work that is not about images.
     *
     * @param what takes the memory, such as {@code the model}, for the case that there is too little of it
     * @param smaller what would take less, such as {@code choose a smaller one}
     */
    @SuppressWarnings("UnusedException") // what KNIME throws for a cancel takes no cause
    public static void run(ExecutionMonitor monitor, String what, String smaller, Work work)
        throws CanceledExecutionException, KNIMEException {
        Told told = new Told(monitor);
        try {
            work.run(told);
        } catch (CancellationException e) {
            throw new CanceledExecutionException();
        } catch (HazeLabException e) {
            // KNIME interrupts the thread of a cancelled node, which breaks its file operations: that is no failure.
            monitor.checkCanceled();
            throw KNIMEException.of(Message.fromSummaryWithResolution(e.summary(), e.remedy()), e);
        } catch (IOException e) {
            monitor.checkCanceled();
            throw KNIMEException.of(Message.fromSummaryWithResolution("Reading or writing failed: " + e.getMessage(),
                "Check that the disk has space left and that the folder can be written."), e);
        } catch (OutOfMemoryError e) {
            HazeLabException failure = told.shortage(what, smaller, e);
            throw KNIMEException.of(Message.fromSummaryWithResolution(failure.summary(), failure.remedy()), e);
        }
    }

    /** Something that KNIME would check in configure. */
    @FunctionalInterface
    public interface Check<T> {
        T get() throws InvalidSettingsException;
    }

    /** Asks during execution what configure has asked before: the table may have changed in between. */
    public static <T> T checked(Check<T> check) throws HazeLabException {
        try {
            return check.get();
        } catch (InvalidSettingsException e) {
            throw new HazeLabException("The settings do not fit the input: " + e.getMessage(),
                "Open the dialog and correct them.", e);
        }
    }

    /**
     * Checks a file or folder before anything runs: what a node cannot write to at the end of a night is better said at
     * its begin. A blank text passes.
     *
     * @throws InvalidSettingsException saying what to enter
     */
    public static void checkPlace(String text) throws InvalidSettingsException {
        try {
            FileLocation.check(text);
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** KNIME's monitor as our progress, which remembers what the node has last said that it does. */
    private static final class Told implements Progress {

        private final ExecutionMonitor monitor;
        private volatile String last = "";

        Told(ExecutionMonitor monitor) {
            this.monitor = monitor;
        }

        @Override
        public void report(double fraction, String message) {
            last = message == null ? "" : message;
            monitor.setProgress(fraction, message);
        }

        @Override
        public void checkCanceled() {
            try {
                monitor.checkCanceled();
            } catch (CanceledExecutionException e) {
                throw (CancellationException)new CancellationException().initCause(e);
            }
        }

        /** A shortage that no layer below has explained: the message names the step at which it occurred. */
        HazeLabException shortage(String what, String smaller, OutOfMemoryError cause) {
            return HeapShortage.failure(what + (last.isEmpty() ? "" : ", at the step \"" + last + "\""), smaller,
                cause);
        }
    }

    /** The folder of the running workflow on this machine; empty if it has none. Only on the node's own thread. */
    public static Optional<Path> workflowFolder() {
        return Optional.ofNullable(NodeContext.getContext())
            .flatMap(context -> context.getContextObjectForClass(WorkflowContextV2.class))
            .map(context -> context.getExecutorInfo().getLocalWorkflowPath());
    }
}
