// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.imaging.FloatImage;
import org.hazelab.metrics.Pictures;
import org.hazelab.metrics.Scores;
import org.junit.jupiter.api.Test;

class NiqeTest {

    /**
     * pyiqa 0.1.16 in 64-bit floats with the same pristine model gives 12.682191768. The picture is grey, since pyiqa
     * weighs colours otherwise than MATLAB does; what is left between the two programs is 2e-6.
     */
    @Test
    void anIndependentProgramGivesTheSameForAGreyPicture() {
        assertEquals(12.682191767018288, Scores.value("niqe", grained(400, 300), null), 1e-5);
    }

    /** The red of the clean test picture with grain of whole levels from three linear congruential sequences. */
    private static FloatImage grained(int width, int height) {
        FloatImage picture = Pictures.channel(Pictures.clean(width, height), 0);
        float[] levels = picture.plane(0);
        long[] states = {1, 2, 3};
        for (int i = 0; i < levels.length; i++) {
            int grain = 0;
            for (int k = 0; k < states.length; k++) {
                states[k] = (states[k] * 1103515245 + 12345) % (1L << 31);
                grain += (int)((states[k] >> 16) % 41) - 20;
            }
            levels[i] = Math.max(0, Math.min(255, levels[i] + Math.floorDiv(grain, 2)));
        }
        return picture;
    }
}
