// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host;

import java.util.List;

/** Ends the program: the sentences that say why, and the exit code. */
public final class HostException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final List<String> problems;

    /** One problem. */
    public HostException(final ExitCode code, final String problem) {
        this(code, List.of(problem));
    }

    /** One problem, and what caused it. */
    public HostException(final ExitCode code, final String problem, final Throwable cause) {
        this(code, problem);
        initCause(cause);
    }

    /** Several problems, each a sentence. */
    public HostException(final ExitCode code, final List<String> problems) {
        super(String.join("\n", problems));
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /** The exit code. */
    public ExitCode code() {
        return code;
    }

    /** The sentences. */
    public List<String> problems() {
        return problems;
    }
}
