// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Optional;

import org.hazelab.standin.RunFolder;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** The host's door to nodes; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** A context for one execution of a node. */
    public static ExecutionContext newContext(final NodeProgressMonitor progress, final RunFolder folder,
        final String nodeId) {
        return new ExecutionContext(progress, folder, folder.newFileStores(nodeId));
    }

    /** Configures; nothing when the node refused, which its message tells. */
    public static Optional<PortObjectSpec[]> configure(final Node node, final PortObjectSpec[] inSpecs) {
        return node.configureModel(inSpecs);
    }

    /** Executes; nothing when the node failed or was cancelled, which its message tells. */
    public static Optional<PortObject[]> execute(final Node node, final PortObject[] inObjects,
        final ExecutionContext exec) {
        return node.executeModel(inObjects, exec);
    }

    /** Forgets the rows of a table that nobody reads any more. */
    public static void release(final BufferedDataTable table) {
        table.clear();
    }
}
