// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.filestore.FileStore;

/** Makes image cells. */
public final class FloatImageCellFactory implements DataCellFactory {

    /** The type of a column of HazeLab images. */
    public static final DataType TYPE = DataType.getType(FloatImageCell.class);

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    /**
     * Writes the image into the file store and returns its cell.
     *
     * @throws HazeLabException if the file store cannot be written
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static DataCell create(FloatImage image, FileStore store, Progress progress) throws HazeLabException {
        return FloatImageCell.create(image, store, progress);
    }
}
