// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.util.concurrent.CountDownLatch;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Goes wrong in a way that can be chosen. */
public final class TroubleNodeFactory extends DefaultNodeFactory {

    /** Ways to go wrong. */
    public enum Trouble {
        /** None. */
        NONE,
        /** A warning in configure. */
        CONFIGURE_WARNING,
        /** Configure refuses. */
        CONFIGURE_REFUSES,
        /** Configure breaks. */
        CONFIGURE_BREAKS,
        /** Nothing is known of the output before. */
        UNKNOWN_SPEC,
        /** A warning in execute. */
        WARNING,
        /** A sentence. */
        KNIME_EXCEPTION,
        /** A sentence and what to do. */
        MESSAGE,
        /** An unexpected exception. */
        BREAKS,
        /** One with a short text. */
        BREAKS_SHORT,
        /** An error of the virtual machine. */
        ERROR,
        /** No output. */
        NO_OUTPUT,
        /** No rows. */
        EMPTY,
        /** Two rows with one key. */
        DUPLICATE,
        /** A cell of another type. */
        WRONG_TYPE,
        /** A row that is too short. */
        WRONG_COUNT,
        /** Two file stores with one name. */
        SAME_FILE_STORE,
        /** Waits until it is stopped, asking again and again. */
        ASKS,
        /** Waits until it is interrupted. */
        SLEEPS,
        /** Gives its input out as it is. */
        PASSES_INPUT
    }

    /** Counted down as soon as a waiting node waits. */
    private static volatile CountDownLatch waiting = new CountDownLatch(1);

    /** Which trouble. */
    public static final class Parameters implements NodeParameters {
        @Widget(title = "Trouble", description = "Which trouble.")
        Trouble trouble = Trouble.NONE;
    }

    private static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("n", IntCell.TYPE).createSpec());

    /** For the extension point. */
    public TroubleNodeFactory() {
        super(DefaultNode.create().name("Test Trouble").icon("icon.png").shortDescription("Goes wrong.")
            .fullDescription("Goes wrong.").sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("In", "Any rows.").addOutputTable("Out", "One row."))
            .model(m -> m.parametersClass(Parameters.class).configure(TroubleNodeFactory::configure)
                .execute(TroubleNodeFactory::execute)));
    }

    /** A latch that the next waiting node counts down. */
    public static CountDownLatch nextWaiting() {
        waiting = new CountDownLatch(1);
        return waiting;
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out)
        throws InvalidSettingsException {
        Parameters parameters = in.getParameters();
        switch (parameters.trouble) {
            case CONFIGURE_WARNING -> out.setWarningMessage("look out");
            case CONFIGURE_REFUSES -> throw new InvalidSettingsException("bad");
            case CONFIGURE_BREAKS -> throw new IllegalStateException("boom");
            default -> {
                // no trouble here
            }
        }
        if (parameters.trouble != Trouble.UNKNOWN_SPEC) {
            out.setOutSpecs(parameters.trouble == Trouble.PASSES_INPUT ? in.getInTableSpec(0) : SPEC);
        }
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        Parameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        switch (parameters.trouble) {
            case WARNING -> out.setWarningMessage("x");
            case KNIME_EXCEPTION -> throw failure("t", null);
            case MESSAGE -> throw KNIMEException.of(Message.fromSummaryWithResolution("S", "R1", "R2"), null);
            case BREAKS -> throw new IllegalStateException("boom and more");
            case BREAKS_SHORT -> throw new IllegalStateException("boo");
            case ERROR -> throw new AssertionError("an assertion");
            case SAME_FILE_STORE -> sameFileStore(exec);
            case ASKS -> ask(exec);
            case SLEEPS -> sleep(exec);
            default -> {
                // no trouble here
            }
        }
        if (parameters.trouble == Trouble.PASSES_INPUT) {
            out.setOutData(in.getInTable(0));
        } else if (parameters.trouble != Trouble.NO_OUTPUT) {
            out.setOutData(0, rows(parameters.trouble, exec).getTable());
        }
    }

    private static BufferedDataContainer rows(final Trouble trouble, final ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(SPEC);
        if (trouble == Trouble.WRONG_TYPE) {
            rows.addRowToTable(new DefaultRow("Row0", new StringCell("text")));
        } else if (trouble == Trouble.WRONG_COUNT) {
            rows.addRowToTable(new DefaultRow("Row0", new IntCell(1), new IntCell(2)));
        } else if (trouble != Trouble.EMPTY) {
            rows.addRowToTable(new DefaultRow("Row0", new IntCell(1)));
        }
        if (trouble == Trouble.DUPLICATE) {
            rows.addRowToTable(new DefaultRow("Row0", new IntCell(1)));
        }
        rows.close();
        return rows;
    }

    private static KNIMEException failure(final String words, final Throwable cause) {
        return KNIMEException.of(Message.fromSummary(words), cause);
    }

    private static void sameFileStore(final ExecutionContext exec) throws KNIMEException {
        try {
            exec.createFileStore("same");
            exec.createFileStore("same");
        } catch (java.io.IOException e) {
            throw failure("not expected", e);
        }
    }

    private static void ask(final ExecutionContext exec) throws CanceledExecutionException {
        exec.setProgress(0.5, "Waiting");
        System.out.println("test node waits");
        waiting.countDown();
        while (true) {
            exec.checkCanceled();
            Thread.onSpinWait();
        }
    }

    private static void sleep(final ExecutionContext exec) throws CanceledExecutionException {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            exec.checkCanceled();
            throw new IllegalStateException("interrupted, but not cancelled", e);
        }
    }
}
