// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.training.TrainingRow;
import org.knime.core.data.DataRow;

/**
 * The images of a row.
 *
 * @param row of a table
 * @param columns their positions, one an image of the recipe's table
 * @param channels which channels of an image are taken
 */
record RowImages(DataRow row, TrainingColumns columns, Channels channels) implements TrainingRow {

    @Override
    public String name() {
        return row.getKey().getString();
    }

    @Override
    public FloatImage image(int image, Progress progress) throws HazeLabException {
        FloatImage whole = ImageCells.read(row.getCell(columns.positions().get(image)), progress);
        return channels.of(whole, "The " + columns.words().get(image) + " image");
    }
}
