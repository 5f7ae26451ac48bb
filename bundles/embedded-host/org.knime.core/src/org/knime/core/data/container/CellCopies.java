// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.knime.core.data.DataCell;

/**
 * Sends cells through their serializers and back, as KNIME does when a saved workflow is opened again. With
 * {@code -Dhazelab.host.copycells=true} every cell that a node reads is such a copy, so that a node which only works
 * with the very objects it was given is found here.
 */
final class CellCopies {

    static final boolean WANTED = Boolean.getBoolean("hazelab.host.copycells");

    private CellCopies() {
    }

    static DataCell copy(final DataCell cell) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CellOutput out = new CellOutput(bytes);
            out.writeDataCell(cell);
            return new CellInput(new ByteArrayInputStream(bytes.toByteArray()), out.fileStores()).readDataCell();
        } catch (IOException e) {
            throw new UncheckedIOException("A cell of class " + cell.getClass().getName() + " cannot be copied.", e);
        }
    }
}
