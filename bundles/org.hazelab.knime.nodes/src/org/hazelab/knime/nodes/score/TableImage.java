// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageValue;
import org.hazelab.knime.nodes.shared.CellTexts;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.scoring.ImageRow;
import org.hazelab.operations.scoring.ImageSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;

/**
 * A row of a table as scoring reads it.
 *
 * @param row the row
 * @param imageIndex the column of images
 * @param nameIndex the column of names, -1 if there is none
 * @param referenceIndex the column of references, -1 if there is none
 */
record TableImage(DataRow row, int imageIndex, int nameIndex, int referenceIndex) implements ImageRow {

    @Override
    public String key() {
        return row.getKey().getString();
    }

    @Override
    public Optional<String> name() {
        return nameIndex < 0 ? Optional.empty() : CellTexts.of(row.getCell(nameIndex));
    }

    @Override
    public ImageSource image() {
        return new Cell(row.getCell(imageIndex));
    }

    @Override
    public Optional<ImageSource> reference() {
        return referenceIndex < 0 ? Optional.empty() : Optional.of(new Cell(row.getCell(referenceIndex)));
    }

    /** A cell of images. */
    private record Cell(DataCell cell) implements ImageSource {

        @Override
        public FloatImage read(Progress progress) throws HazeLabException {
            return ImageCells.read(cell, progress);
        }

        @Override
        public Optional<ImageSize> size() {
            return ImageCells.size(cell);
        }

        @Override
        public boolean isMissing() {
            return cell.isMissing();
        }

        @Override
        public boolean holdsPixels() {
            // Our own cells have theirs in a file; KNIME's PNG cells have the file itself in memory.
            return !cell.isMissing() && !(cell instanceof FloatImageValue);
        }
    }
}
