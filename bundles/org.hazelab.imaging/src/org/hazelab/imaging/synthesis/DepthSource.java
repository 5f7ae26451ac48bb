// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/** Where the depth of a scene comes from: 0 is nearest, 1 farthest. */
public sealed interface DepthSource {

    /** @throws HazeLabException that says what to change, if a number of the source is out of its range */
    default void validate() throws HazeLabException {
        if (this instanceof Constant constant && !(constant.depth >= 0 && constant.depth <= 1)) {
            throw new HazeLabException("The constant depth is " + constant.depth, "Choose a depth from 0 to 1.");
        }
    }

    /**
     * The same depth everywhere.
     *
     * @param depth 0 (no haze at all) to 1
     */
    record Constant(double depth) implements DepthSource {
    }

    /**
     * A plane that runs from 0 in the pixels of one side to 1 in those of the opposite side; 1 everywhere where the
     * image has a single pixel that way.
     *
     * @param far the side with depth 1
     */
    record Ramp(FarSide far) implements DepthSource {
        public Ramp {
            Objects.requireNonNull(far);
        }
    }

    /**
     * A map of depth or disparity, stretched so that its nearest pixel has depth 0 and its farthest depth 1 (HazeFlow's
     * loader).
     *
     * <p>An infinite pixel counts as the nearest or farthest one, NaN (no measurement, mostly sky) as the farthest;
     * both are reported. A map without any difference counts as far everywhere, reported too. A map of another size is
     * resized bilinearly if it has the image's proportions within 2 percent, as depth networks give smaller maps; any
     * other size is an error, as it betrays a map of another image.
     *
     * @param image one slice with one channel, or with several that are all the same (a grey image saved as colour);
     *            its value range does not matter
     * @param polarity which end is near
     */
    record Given(FloatImage image, Polarity polarity) implements DepthSource {
        public Given {
            Objects.requireNonNull(image);
            Objects.requireNonNull(polarity);
        }
    }

    /** The side of the image that lies farthest away. */
    enum FarSide {
        /** As in most outdoor photographs, where the ground runs up to the horizon. */
        TOP,
        BOTTOM,
        LEFT,
        RIGHT
    }

    /** What large values of a map mean. */
    enum Polarity {
        /** Disparity or inverse depth, as most depth networks give it. Taking it for depth puts the haze in front. */
        NEAR_IS_LARGE,
        /** Depth or distance, as range sensors give it. */
        NEAR_IS_SMALL
    }
}
