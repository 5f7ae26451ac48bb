// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** What executes a workflow, and with which folder. */
public abstract class ExecutorInfo {

    private final Path workflow;

    ExecutorInfo(final Path workflow) {
        this.workflow = workflow.toAbsolutePath().normalize();
    }

    /** The folder of the workflow. */
    public Path getLocalWorkflowPath() {
        return workflow;
    }
}
