// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** A table of images, read once from its first row to its last. */
public interface TrainingRows {

    /** The images of a row, none of which is read before it is asked for. */
    interface Row {

        /** What messages call it. */
        String name();

        /**
         * Reads an image.
         *
         * @param image its index among the images that the recipe's table has
         * @throws HazeLabException if there is no such image, or it cannot be read
         */
        FloatImage image(int image, Progress progress) throws HazeLabException;
    }

    /** How many rows there are. */
    long count();

    /** The next row; asked for {@link #count} times. */
    Row next();
}
