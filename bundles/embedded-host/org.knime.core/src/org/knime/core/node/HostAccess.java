// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.standin.RunFolder;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.port.PortObject;

/** The host's door to what nodes work with and give out; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** A context for one execution of a node. */
    public static ExecutionContext newContext(final NodeProgressMonitor progress, final RunFolder folder,
        final String nodeId) {
        return new ExecutionContext(progress, folder, folder.newFileStores(nodeId));
    }

    /** A node with inputs at these positions, by the identifiers of their groups. */
    public static Node newNode(final Map<String, Integer> inputs) {
        Map<String, int[]> positions = new LinkedHashMap<>();
        inputs.forEach((group, position) -> positions.put(group, new int[] {position}));
        return new Node(new ModifiableNodeCreationConfiguration(() -> positions));
    }

    /** Holds the files of a result until it is released; a table holds its own from the beginning. */
    public static void retain(final PortObject result) {
        if (result instanceof FileStorePortObject withFiles) {
            org.knime.core.data.filestore.HostAccess.storesOf(withFiles)
                .forEach(org.knime.core.data.filestore.HostAccess::retain);
        }
    }

    /** Forgets the rows and the files of a result that is not read any more. */
    public static void release(final PortObject result) {
        if (result instanceof BufferedDataTable table) {
            table.clear();
        } else if (result instanceof FileStorePortObject withFiles) {
            try {
                for (FileStore store : org.knime.core.data.filestore.HostAccess.storesOf(withFiles)) {
                    org.knime.core.data.filestore.HostAccess.release(store);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A temporary file cannot be deleted.", e);
            }
        }
    }
}
