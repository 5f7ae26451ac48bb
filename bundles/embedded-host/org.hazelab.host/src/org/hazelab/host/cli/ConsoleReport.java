// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

import org.hazelab.host.run.NodeRun;
import org.hazelab.host.run.NodeRun.State;
import org.hazelab.host.run.RunListener;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/**
 * Tells on the console how a run goes: a line when a node starts and when it is done, its progress in between. On a
 * terminal the progress line is written over; elsewhere a new one is written at most once a second.
 */
final class ConsoleReport implements RunListener {

    private static final long TERMINAL_PAUSE = 100_000_000L;
    private static final long FILE_PAUSE = 1_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int width;
    private String prefix = "";
    private long lastProgress;
    private String lastLine = "";

    ConsoleReport(final PrintStream out, final PrintStream err, final boolean terminal, final int width) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public synchronized void started(final NodeRun node, final int index, final int count) {
        prefix = "[" + index + "/" + count + "] " + node.label();
        lastProgress = System.nanoTime();
        show(prefix + " ...");
    }

    @Override
    public synchronized void progress(final NodeRun node, final Optional<Double> progress, final String message) {
        long now = System.nanoTime();
        if (now - lastProgress < (terminal ? TERMINAL_PAUSE : FILE_PAUSE)) {
            return;
        }
        lastProgress = now;
        String percent = progress.map(p -> String.format(Locale.ROOT, " %3.0f%%", p * 100)).orElse("");
        show(prefix + percent + (message == null || message.isBlank() ? "" : "  " + message.replaceAll("\\s+", " ")));
    }

    private void show(final String line) {
        if (line.equals(lastLine)) {
            return;
        }
        if (terminal) {
            String cut = line.length() >= width ? line.substring(0, Math.max(1, width - 1)) : line;
            out.print("\r\033[K" + cut);
            out.flush();
        } else {
            out.println(line);
        }
        lastLine = line;
    }

    private void endProgressLine() {
        if (terminal && !lastLine.isEmpty()) {
            out.print("\r\033[K");
            out.flush();
        }
        lastLine = "";
    }

    @Override
    public synchronized void executed(final NodeRun node, final PortObject[] results, final long milliseconds) {
        endProgressLine();
        out.println(prefix + ": done in " + seconds(milliseconds) + summaries(results));
        if (node.message().getMessageType() == NodeMessage.Type.WARNING) {
            tell(out, "Warning of ", node);
        }
    }

    static String seconds(final long milliseconds) {
        return String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0);
    }

    private static String summaries(final PortObject[] results) {
        StringBuilder text = new StringBuilder();
        for (PortObject result : results) {
            if (result instanceof BufferedDataTable table) {
                text.append(", ").append(table.size()).append(table.size() == 1 ? " row" : " rows");
            } else {
                text.append(", ").append(result.getSummary());
            }
        }
        return text.toString();
    }

    @Override
    public synchronized void configureWarning(final NodeRun node) {
        tell(out, "Warning of ", node);
    }

    @Override
    public synchronized void notExecuted(final NodeRun node) {
        endProgressLine();
        if (node.state() == State.FAILED) {
            out.flush();
            tell(err, "Error in ", node);
            if (node.message().getMessage().contains("Java heap space")) {
                err.println("  What to do: give Java more memory, for example JAVA_OPTS=-Xmx8g.");
            }
        }
    }

    private static void tell(final PrintStream stream, final String what, final NodeRun node) {
        NodeMessage message = node.message();
        stream.println(what + node.label() + ": " + message.getMessage());
        message.getResolutions().forEach(r -> stream.println("  What to do: " + r));
        stream.flush();
    }
}
