// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

import org.knime.core.node.workflow.contextv2.WorkflowContextV2.ExecutorType;

/** What executes a workflow, and with which folders. */
public abstract class ExecutorInfo {

    private final Path workflow;
    private final Path temp;

    ExecutorInfo(final Path workflow, final Path temp) {
        this.workflow = workflow.toAbsolutePath().normalize();
        this.temp = temp.toAbsolutePath().normalize();
    }

    /** The folder of the workflow. */
    public Path getLocalWorkflowPath() {
        return workflow;
    }

    /** A folder for temporary files. */
    public Path getTempFolder() {
        return temp;
    }

    /** Who executes. */
    public String getUserId() {
        return System.getProperty("user.name");
    }

    /** The kind. */
    public ExecutorType getType() {
        return ExecutorType.ANALYTICS_PLATFORM;
    }

    /** Whether there is no screen: always. */
    public boolean isHeadless() {
        return true;
    }

    @Override
    public String toString() {
        return "workflow=" + workflow + ", temp=" + temp;
    }
}
