// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** Where a workflow is, and what executes it: always a local folder and a local program here. */
public final class WorkflowContextV2 {

    private final ExecutorInfo executor;

    private WorkflowContextV2(final Path workflow) {
        executor = new ExecutorInfo(workflow) {
        };
    }

    /** A workflow in a local folder; the folder for temporary files is not looked at. */
    public static WorkflowContextV2 forTemporaryWorkflow(final Path workflowPath, final Path tempFolder) {
        return new WorkflowContextV2(workflowPath);
    }

    /** What executes the workflow. */
    public ExecutorInfo getExecutorInfo() {
        return executor;
    }
}
