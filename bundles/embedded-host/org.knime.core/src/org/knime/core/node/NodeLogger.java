// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.PrintStream;
import java.util.Set;

import org.knime.core.node.workflow.NodeContext;

/**
 * Where nodes write what is not for their users: to the error stream, with the node's name, and only with
 * {@code -Dhazelab.log=info} or, stack traces too, {@code =debug}.
 */
public final class NodeLogger {

    private static final String WANTED = System.getProperty("hazelab.log", "warn");
    private static final boolean DEBUG = Set.of("debug", "all").contains(WANTED);

    private final String name;

    private NodeLogger(final String name) {
        this.name = name;
    }

    /** The logger of a class. */
    public static NodeLogger getLogger(final Class<?> c) {
        return new NodeLogger(c.getSimpleName());
    }

    /** Writes a line and a stack trace, for finding a fault. */
    public void debug(final Object o, final Throwable t) {
        if (DEBUG) {
            log("DEBUG", o, t);
        }
    }

    /** Writes a line. */
    public void info(final Object o) {
        if (DEBUG || WANTED.equals("info")) {
            log("INFO", o, null);
        }
    }

    private void log(final String level, final Object message, final Throwable t) {
        NodeContext context = NodeContext.getContext();
        PrintStream err = System.err;
        synchronized (err) {
            err.println(level + " " + name + ": " + (context == null ? "" : context + ": ") + message);
            if (t != null) {
                t.printStackTrace(err);
            }
        }
    }
}
