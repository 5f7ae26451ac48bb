// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.PrintStream;
import java.util.function.Supplier;

import org.knime.core.node.workflow.NodeContext;

/**
 * Where nodes write what is not for their users. Warnings and errors go to the error stream, with the node's name; the
 * rest, and stack traces, only with {@code -Dhazelab.log=info} or {@code =debug}.
 */
public final class NodeLogger {

    /** How important a line is. */
    public enum LEVEL {
        /** Everything. */
        ALL,
        /** For those who look for a fault. */
        DEBUG,
        /** Good to know. */
        INFO,
        /** Perhaps not what the user wants. */
        WARN,
        /** Something failed. */
        ERROR,
        /** Nothing works any more. */
        FATAL,
        /** Nothing. */
        OFF
    }

    private static final LEVEL THRESHOLD = threshold(System.getProperty("hazelab.log", "warn"));

    private final String name;

    private NodeLogger(final String name) {
        this.name = name;
    }

    private static LEVEL threshold(final String wanted) {
        for (LEVEL level : LEVEL.values()) {
            if (level.name().equalsIgnoreCase(wanted)) {
                return level;
            }
        }
        return LEVEL.WARN;
    }

    /** The logger of a class. */
    public static NodeLogger getLogger(final Class<?> c) {
        return new NodeLogger(c.getSimpleName());
    }

    /** The logger of that name. */
    public static NodeLogger getLogger(final String s) {
        return new NodeLogger(s);
    }

    private void log(final LEVEL level, final Object message, final Throwable t) {
        if (!isEnabledFor(level)) {
            return;
        }
        String node = NodeContext.getContextOptional().map(c -> c.getNodeContainer()).map(c -> c.getNameWithID() + ": ")
            .orElse("");
        PrintStream err = System.err;
        synchronized (err) {
            err.println(level + " " + name + ": " + node + message);
            if (t != null && isDebugEnabled()) {
                t.printStackTrace(err);
            }
        }
    }

    /** Whether lines of that importance are written. */
    public boolean isEnabledFor(final LEVEL level) {
        return level.compareTo(THRESHOLD) >= 0;
    }

    /** Whether everything is written. */
    public boolean isDebugEnabled() {
        return isEnabledFor(LEVEL.DEBUG);
    }

    /** Whether more than warnings is written. */
    public boolean isInfoEnabled() {
        return isEnabledFor(LEVEL.INFO);
    }

    /** Writes a line for those who look for a fault. */
    public void debug(final Object o) {
        log(LEVEL.DEBUG, o, null);
    }

    /** Writes a line and a stack trace for those who look for a fault. */
    public void debug(final Object o, final Throwable t) {
        log(LEVEL.DEBUG, o, t);
    }

    /** Writes a line that costs something to make. */
    public void debug(final Supplier<Object> s) {
        if (isDebugEnabled()) {
            log(LEVEL.DEBUG, s.get(), null);
        }
    }

    /** Writes a line. */
    public void info(final Object o) {
        log(LEVEL.INFO, o, null);
    }

    /** Writes a line, and a stack trace for those who look for a fault. */
    public void info(final Object o, final Throwable t) {
        log(LEVEL.INFO, o, t);
    }

    /** Writes a warning. */
    public void warn(final Object o) {
        log(LEVEL.WARN, o, null);
    }

    /** Writes a warning, and a stack trace for those who look for a fault. */
    public void warn(final Object o, final Throwable t) {
        log(LEVEL.WARN, o, t);
    }

    /** Writes an error. */
    public void error(final Object o) {
        log(LEVEL.ERROR, o, null);
    }

    /** Writes an error, and a stack trace for those who look for a fault. */
    public void error(final Object o, final Throwable t) {
        log(LEVEL.ERROR, o, t);
    }

    /** Writes an error after which nothing works. */
    public void fatal(final Object o) {
        log(LEVEL.FATAL, o, null);
    }

    /** Writes an error after which nothing works, and a stack trace for those who look for a fault. */
    public void fatal(final Object o, final Throwable t) {
        log(LEVEL.FATAL, o, t);
    }

    /** Writes that a programmer made a mistake. */
    public void coding(final Object o) {
        log(LEVEL.ERROR, "CODING PROBLEM " + o, null);
    }

    /** Writes that a programmer made a mistake, and a stack trace for those who look for it. */
    public void coding(final Object o, final Throwable t) {
        log(LEVEL.ERROR, "CODING PROBLEM " + o, t);
    }
}
