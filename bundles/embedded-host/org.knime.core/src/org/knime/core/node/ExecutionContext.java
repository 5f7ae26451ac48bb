// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;

import org.hazelab.standin.RunFolder;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;

/** What an executing node gets to make tables and files with. */
public class ExecutionContext extends ExecutionMonitor {

    private final RunFolder folder;
    private final RunFolder.FileStores fileStores;

    ExecutionContext(final NodeProgressMonitor progress, final RunFolder folder,
        final RunFolder.FileStores fileStores) {
        super(progress);
        this.folder = folder;
        this.fileStores = fileStores;
    }

    /** A container for a table with the columns. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return new BufferedDataContainer(spec, folder);
    }

    /** A file store with a name that is used once in this execution. */
    public FileStore createFileStore(final String relativePath) throws IOException {
        return fileStores.create(relativePath);
    }
}
