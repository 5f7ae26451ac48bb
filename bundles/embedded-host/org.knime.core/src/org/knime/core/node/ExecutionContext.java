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

    /** A container; the host knows no domains, so the second argument changes nothing. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(spec);
    }

    /** A file store with a name that is used once in this execution. */
    public FileStore createFileStore(final String relativePath) throws IOException {
        return fileStores.create(relativePath);
    }

    /** A context for a share (0..1) of the progress. */
    public ExecutionContext createSubExecutionContext(final double maxProg) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), maxProg, false), folder, fileStores);
    }

    /** A context for a share (0..1) of the progress whose messages nobody sees. */
    public ExecutionContext createSilentSubExecutionContext(final double maxProg) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), maxProg, true), folder, fileStores);
    }

    /** The same table as an output of this node. */
    public BufferedDataTable createWrappedTable(final BufferedDataTable table) {
        BufferedDataContainer copy = createDataContainer(table.getDataTableSpec());
        table.forEach(copy::addRowToTable);
        copy.close();
        return copy.getTable();
    }
}
