// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** A row of a table to train on: images, none of which is read before it is asked for. */
public interface TrainingRow {

    /** The name of the row in messages. */
    String name();

    /**
     * Reads an image.
     *
     * @param image its index among the images that the recipe's table has
     * @throws HazeLabException if there is no such image, or it cannot be read
     */
    FloatImage image(int image, Progress progress) throws HazeLabException;
}
