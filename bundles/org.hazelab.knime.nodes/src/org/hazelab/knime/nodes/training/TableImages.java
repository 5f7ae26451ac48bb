// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.training.TrainingRows;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** The images of a table. */
final class TableImages implements TrainingRows, AutoCloseable {

    private final TrainingTable table;
    private final CloseableRowIterator rows;

    TableImages(TrainingTable table) {
        this.table = table;
        rows = table.table().iterator();
    }

    /**
     * A table to train on.
     *
     * @param columns their positions, one an image of the recipe's table
     * @param channels which channels of an image are taken
     */
    record TrainingTable(BufferedDataTable table, TrainingColumns columns, Channels channels) {
    }

    @Override
    public long count() {
        return table.table().size();
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
            public FloatImage image(int image, Progress progress) throws HazeLabException {
                FloatImage whole = ImageCells.read(row.getCell(table.columns().positions().get(image)), progress);
                return table.channels().of(whole, "The " + table.columns().words().get(image) + " image");
            }
        };
    }

    @Override
    public void close() {
        rows.close();
    }
}
