// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;

/** An image that is read when it is needed; any thread may read it. */
public interface ImageSource {

    /**
     * The image.
     *
     * @throws HazeLabException if there is none, or it cannot be read
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    FloatImage read(Progress progress) throws HazeLabException;

    /** Its size, known without reading the pixels; empty if there is no image, or none that can be read. */
    Optional<ImageSize> size();

    /** Whether there is no image. */
    boolean isMissing();

    /** Whether its pixels are in memory as long as this source is, in whatever format. */
    boolean holdsPixels();
}
