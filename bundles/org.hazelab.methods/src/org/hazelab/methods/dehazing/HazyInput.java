// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/** What a network cannot work on is refused before the work begins. */
public final class HazyInput {

    private HazyInput() {
    }

    /**
     * Checks that an image has one slice.
     *
     * @param method its title
     * @throws HazeLabException if it is a stack
     */
    public static void requirePlain(FloatImage hazy, String method) throws HazeLabException {
        if (hazy.slices() != 1) {
            throw new HazeLabException("The image is a stack of " + hazy.slices() + " slices, and " + method
                + " dehazes plain images", "Let the Image Reader make a row of each slice");
        }
    }

    /**
     * Checks that all values are finite, as the network sees all of a tile.
     *
     * @param values of one channel, in any units
     * @throws HazeLabException if some are not
     */
    public static void requireFinite(float[] values) throws HazeLabException {
        int odd = 0;
        for (float value : values) {
            odd += Float.isFinite(value) ? 0 : 1;
        }
        if (odd == values.length) {
            throw new HazeLabException("The image has no pixel that is a finite number",
                "Check how it was made: it contains nothing to dehaze");
        }
        if (odd > 0) {
            throw new HazeLabException("The image has " + odd + " pixels that are not finite, which would spoil "
                + "every tile that holds one", "Replace them, for example by the mean of their neighbours");
        }
    }
}
