// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;

/** A cell that holds a {@link FloatImage}. */
public interface FloatImageValue extends ImageValue {

    /** Tells KNIME the type's name. */
    DataValue.UtilityFactory UTILITY = new ExtensibleUtilityFactory(FloatImageValue.class) {
        @Override
        public String getName() {
            return "HazeLab image";
        }
    };

    /**
     * The image, read from its file: axes slice, channel, y, x in original units.
     *
     * @throws HazeLabException if the file is missing or damaged, has changed since the cell was made, or does not fit
     *     into memory
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    FloatImage getFloatImage(Progress progress) throws HazeLabException;

    /** The sizes of the image, known without reading it. */
    ImageSize getImageSize();
}
