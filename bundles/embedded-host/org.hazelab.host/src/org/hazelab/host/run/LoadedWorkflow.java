// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.List;

import org.knime.core.node.workflow.WorkflowManager;

/**
 * A workflow whose nodes exist and have their settings.
 *
 * @param order the nodes, each after those before it; among equals the lower number first
 */
public record LoadedWorkflow(WorkflowManager manager, List<NodeRun> order) {
}
