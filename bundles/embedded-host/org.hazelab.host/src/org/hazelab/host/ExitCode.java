// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host;

/** How the program ends; the numbers are those of KNIME's batch executor. */
public enum ExitCode {
    /** Everything was executed. */
    OK(0),
    /** The command line is wrong. */
    USAGE(2),
    /** The workflow cannot be loaded. */
    LOAD(3),
    /** At least one node was not executed. */
    EXECUTION(4),
    /** Something that should work here does not. */
    DOCTOR(5),
    /** Stopped by Ctrl-C, as shells count it; KNIME's batch executor has no number of its own for that. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(final int number) {
        this.number = number;
    }

    /** The number. */
    public int number() {
        return number;
    }
}
