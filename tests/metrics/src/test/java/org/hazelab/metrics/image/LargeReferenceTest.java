// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.junit.jupiter.api.Test;

/** A reference with more numbers than an int counts, of channels that are one and the same array. */
class LargeReferenceTest {

    private static FloatImage image(int channels, float[] plane) {
        float[][] planes = new float[channels][];
        Arrays.fill(planes, plane);
        return FloatImage.of(plane.length, 1, ValueRange.UNIT, planes);
    }

    @Test
    void hasNoPercentilesForTheDataRangeAndSaysSo() {
        FloatImage large = image(70_000, new float[32_768]);
        MetricInput input = MetricInput.of(large, large, new DataRange.ReferencePercentiles(1, 99));
        assertEquals(
            Optional.of("The data range is to come from the reference, which has more pixels than can be sorted"),
            input.rangeObstacle());
        FloatImage small = image(2, new float[] {0, 1});
        assertTrue(MetricInput.of(small, small, new DataRange.ReferencePercentiles(0, 100)).rangeObstacle().isEmpty());
    }
}
