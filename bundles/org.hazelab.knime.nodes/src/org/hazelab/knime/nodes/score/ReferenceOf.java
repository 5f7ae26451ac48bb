// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.knime.core.data.DataRow;

/** Finds the reference of a row; any thread may ask. */
interface ReferenceOf {

    /** @throws HazeLabException if there is none, or it cannot be read */
    FloatImage read(DataRow row, Progress progress) throws HazeLabException;

    /** Its size, known without reading it; empty if there is none. */
    Optional<ImageSize> size(DataRow row);

    /** What lets doubt that it belongs to the row, as a clause that names both; empty if nothing does. */
    Optional<String> doubt(DataRow row);

    /** References that stand in the rows of their images. */
    static ReferenceOf column(int index) {
        return new ReferenceOf() {
            @Override
            public FloatImage read(DataRow row, Progress progress) throws HazeLabException {
                return ImageCells.read(row.getCell(index), progress);
            }

            @Override
            public Optional<ImageSize> size(DataRow row) {
                return ImageCells.size(row.getCell(index));
            }

            @Override
            public Optional<String> doubt(DataRow row) {
                return Optional.empty();
            }
        };
    }
}
