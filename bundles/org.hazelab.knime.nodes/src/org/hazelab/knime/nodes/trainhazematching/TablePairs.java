// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.training.TrainingRows;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** The pairs of a table. */
final class TablePairs implements TrainingRows, AutoCloseable {

    private final BufferedDataTable table;
    private final CloseableRowIterator rows;
    private final int hazy;
    private final int clean;
    private final GreyChannel channel;

    TablePairs(BufferedDataTable table, int hazy, int clean, GreyChannel channel) {
        this.table = table;
        this.rows = table.iterator();
        this.hazy = hazy;
        this.clean = clean;
        this.channel = channel;
    }

    @Override
    public long count() {
        return table.size();
    }

    @Override
    public Row next() {
        DataRow row = rows.next();
        return new Row() {
            @Override
            public String name() {
                return row.getKey().getString();
            }

            @Override
            public FloatImage hazy(Progress progress) throws HazeLabException {
                return channel.of(ImageCells.read(row.getCell(hazy), progress), "The hazy image");
            }

            @Override
            public FloatImage clean(Progress progress) throws HazeLabException {
                return channel.of(ImageCells.read(row.getCell(clean), progress), "The clean image");
            }
        };
    }

    @Override
    public void close() {
        rows.close();
    }
}
