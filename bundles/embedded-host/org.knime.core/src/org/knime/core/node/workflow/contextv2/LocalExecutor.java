// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** The embedded host. */
final class LocalExecutor extends ExecutorInfo {

    LocalExecutor(final Path workflow, final Path temp) {
        super(workflow, temp);
    }
}
