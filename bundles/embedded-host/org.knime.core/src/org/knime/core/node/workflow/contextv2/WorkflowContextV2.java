// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow.contextv2;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a workflow is, and what executes it: always a local folder and a local program here. */
public final class WorkflowContextV2 {

    /** What executes the workflow. */
    public enum ExecutorType {
        /** A program on somebody's machine. */
        ANALYTICS_PLATFORM,
        /** KNIME Hub. */
        HUB_EXECUTOR,
        /** KNIME Server. */
        SERVER_EXECUTOR
    }

    /** Where the workflow comes from. */
    public enum LocationType {
        /** A folder. */
        LOCAL,
        /** KNIME Hub. */
        HUB_SPACE,
        /** KNIME Server. */
        SERVER_REPOSITORY
    }

    private final ExecutorInfo executor;

    private WorkflowContextV2(final ExecutorInfo executor) {
        this.executor = executor;
    }

    /** A workflow in a local folder, with a folder for temporary files (null: the system's). */
    public static WorkflowContextV2 forTemporaryWorkflow(final Path workflowPath, final Path tempFolder) {
        Path temp = tempFolder == null ? Path.of(System.getProperty("java.io.tmpdir")) : tempFolder;
        return new WorkflowContextV2(new LocalExecutor(workflowPath, temp));
    }

    /** What executes the workflow. */
    public ExecutorInfo getExecutorInfo() {
        return executor;
    }

    /** The kind of what executes the workflow. */
    public ExecutorType getExecutorType() {
        return executor.getType();
    }

    /** Where the workflow comes from. */
    public LocationType getLocationType() {
        return LocationType.LOCAL;
    }

    /** The address at a mount point: none. */
    public Optional<URI> getMountpointURI() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "WorkflowContext[" + executor + "]";
    }
}
