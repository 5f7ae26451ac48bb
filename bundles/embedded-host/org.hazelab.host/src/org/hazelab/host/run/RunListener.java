// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.Optional;

import org.knime.core.node.port.PortObject;

/** Hears how a run goes. Called from the thread of the run, but for progress, which may come from any thread. */
public interface RunListener {

    /** A node starts; {@code index} counts from one. */
    default void started(final NodeRun node, final int index, final int count) {
        // not interested
    }

    /** A node is further: 0..1 if it says so, and what it does if it says so. */
    default void progress(final NodeRun node, final Optional<Double> progress, final String message) {
        // not interested
    }

    /** A node has executed; its results may be released right after. */
    default void executed(final NodeRun node, final PortObject[] results, final long milliseconds) {
        // not interested
    }

    /** A node was not executed: it refused its settings or inputs, it failed, it was stopped, or one before it did. */
    default void notExecuted(final NodeRun node) {
        // not interested
    }

    /** A node warned in configure. */
    default void configureWarning(final NodeRun node) {
        // not interested
    }
}
