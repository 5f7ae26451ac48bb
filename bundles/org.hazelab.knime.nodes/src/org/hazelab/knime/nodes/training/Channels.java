// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/** Which channels of an image a training takes. */
@FunctionalInterface
public interface Channels {

    /** Takes images as they are. */
    Channels ALL = (image, name) -> image;

    /**
     * The channels of an image.
     *
     * @param name for messages, such as {@code The hazy image}
     * @throws HazeLabException if the image has no such channels
     */
    FloatImage of(FloatImage image, String name) throws HazeLabException;
}
