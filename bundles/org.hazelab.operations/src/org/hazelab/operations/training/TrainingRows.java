// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** A table of pairs of images, read once from its first row to its last. */
public interface TrainingRows {

    /** A pair of images, of which nothing is read before it is asked for. */
    interface Row {

        /** What messages call it. */
        String name();

        /** @throws HazeLabException if there is no such image, or it cannot be read */
        FloatImage hazy(Progress progress) throws HazeLabException;

        /** As {@link #hazy}. */
        FloatImage clean(Progress progress) throws HazeLabException;
    }

    /** How many rows there are. */
    long count();

    /** The next row; asked for {@link #count} times. */
    Row next();
}
