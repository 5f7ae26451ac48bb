// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host;

import java.nio.file.InvalidPathException;
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

    /**
     * A name that no file can have: without a locale (cron, Docker), those with umlauts cannot even be asked for.
     *
     * @param e what Java says of the name
     */
    public static HostException unnamable(final ExitCode code, final InvalidPathException e) {
        return new HostException(code, "\"" + e.getInput() + "\" cannot be the name of a file: " + e.getReason()
            + ". Java writes names as " + System.getProperty("sun.jnu.encoding")
            + " here; for umlauts and other characters"
            + " beyond ASCII, start with LC_ALL=C.UTF-8 in the environment.", e);
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
