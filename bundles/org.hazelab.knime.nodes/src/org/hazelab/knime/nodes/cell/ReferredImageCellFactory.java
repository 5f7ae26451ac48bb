// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.files.ImageReference;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;

/** Makes cells that refer to images in files of the user's. */
public final class ReferredImageCellFactory implements DataCellFactory {

    /** The type of a column of such cells: HazeLab images, as those of {@link FloatImageCellFactory#TYPE} are. */
    public static final DataType TYPE = DataType.getType(ReferredImageCell.class);

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    /**
     * The cell of an image that was read; only its preview is copied.
     *
     * @throws HazeLabException if the preview cannot be made
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static DataCell create(ImageReference reference, FloatImage image, Progress progress)
        throws HazeLabException {
        return ReferredImageCell.create(reference, image, progress);
    }
}
