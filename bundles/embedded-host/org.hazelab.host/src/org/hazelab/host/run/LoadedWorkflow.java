// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.List;

import org.hazelab.standin.RunFolder;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/**
 * A workflow whose nodes exist and have their settings.
 *
 * @param context where it is
 * @param folder where results and large cells go
 * @param order the nodes, each after those before it; among equals the lower number first
 */
public record LoadedWorkflow(WorkflowContextV2 context, RunFolder folder, List<NodeRun> order) {
}
