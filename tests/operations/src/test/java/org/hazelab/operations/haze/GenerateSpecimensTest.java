// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Specimens;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class GenerateSpecimensTest {

    private static GenerateSpecimens operation(int side, int slices, double filaments, double blobs)
        throws HazeLabException {
        return new GenerateSpecimens(
            new GenerateSpecimens.Config(new Specimens.Size(side, side, slices, 2.8), filaments,
                1.5, blobs, 4, 12));
    }

    private static double light(FloatImage stack) {
        double sum = 0;
        for (int z = 0; z < stack.slices(); z++) {
            for (float value : stack.plane(z, 0)) {
                sum += value;
            }
        }
        return sum;
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherAnother() throws HazeLabException {
        GenerateSpecimens operation = operation(48, 9, 60, 15);
        FloatImage one = operation.run(1, 0, Progress.NONE);
        assertEquals(one, operation(48, 9, 60, 15).run(1, 0, Progress.NONE));
        assertNotEquals(one, operation.run(1, 1, Progress.NONE));
        assertNotEquals(one, operation.run(2, 0, Progress.NONE));
    }

    @Test
    void aTinyStackHasOneOfEachStructureThatIsWanted() throws HazeLabException {
        assertTrue(light(operation(24, 9, 0.001, 0).run(1, 0, Progress.NONE)) > 0);
        assertEquals(0, light(operation(24, 9, 0, 0).run(1, 0, Progress.NONE)));
    }

    @Test
    void structuresGrowWithTheVolume() throws HazeLabException {
        double small = light(operation(64, 16, 200, 0).run(1, 0, Progress.NONE));
        double large = light(operation(128, 16, 200, 0).run(1, 0, Progress.NONE));
        assertTrue(large > 2 * small && large < 8 * small, large / small + " times the light in 4 times the volume");
    }

    @Test
    void refusesMoreStructuresThanAnybodyCanSee() {
        HazeLabException refused = assertThrows(HazeLabException.class, () -> operation(8192, 31, 10_000, 0));
        assertTrue(refused.summary().contains("structures"), refused.summary());
    }
}
