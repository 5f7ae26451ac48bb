// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;

/** Exceptions of this package: the workflow cannot be loaded. */
final class Problems {

    private Problems() {
    }

    static HostException load(final String sentence) {
        return new HostException(ExitCode.LOAD, sentence);
    }

    static HostException load(final String sentence, final Throwable cause) {
        return new HostException(ExitCode.LOAD, sentence, cause);
    }
}
