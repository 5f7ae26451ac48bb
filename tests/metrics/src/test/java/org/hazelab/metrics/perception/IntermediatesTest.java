// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Pictures;
import org.hazelab.metrics.Scores;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricImage;
import org.junit.jupiter.api.Test;

/** Intermediate numbers of docs/goldens.md, "Metrics on pictures made by formula", on the clean one of 256 x 192. */
class IntermediatesTest {

    private static final int WIDTH = 256;
    private static final FloatImage CLEAN = Pictures.clean(WIDTH, 192);

    @Test
    void saliencyIsThatOfTheTable() {
        double[] map = Vsi.saliency(image(CLEAN), Progress.NONE);
        assertEquals(0.303710326612, mean(map), 1e-12);
        assertEquals(0.144302165188, map[10 * WIDTH + 20], 1e-12);
        assertEquals(0.226300866793, map[100 * WIDTH + 200], 1e-12);
    }

    @Test
    void phaseCongruencyIsThatOfTheTable() {
        double[] luma = image(CLEAN).get(Luma.YIQ, Progress.NONE);
        double[] map = PhaseCongruency.of(luma, WIDTH, 192, Progress.NONE);
        assertEquals(0.480627533302, mean(map), 1e-12);
        assertEquals(0.415612071323, map[10 * WIDTH + 20], 1e-12);
        assertEquals(0.519814139496, map[100 * WIDTH + 200], 1e-12);
    }

    /** The filters that are kept are those of a width and a height. */
    @Test
    void phaseCongruencyDoesNotDependOnTheSizesBefore() {
        double[] luma = image(CLEAN).get(Luma.YIQ, Progress.NONE);
        double[] first = PhaseCongruency.of(luma, WIDTH, 192, Progress.NONE);
        PhaseCongruency.of(luma, 192, WIDTH, Progress.NONE);
        PhaseCongruency.of(luma, WIDTH / 2, 384, Progress.NONE);
        assertArrayEquals(first, PhaseCongruency.of(luma, WIDTH, 192, Progress.NONE));
    }

    @Test
    void greyIsReplicatedForVsi() {
        FloatImage reference = Pictures.channel(CLEAN, 0);
        FloatImage image = Pictures.channel(Pictures.hazy(WIDTH, 192), 0);
        assertEquals(0.96762461066, Scores.value("vsi", image, reference), 1e-11);
    }

    @Test
    void coloursAreThoseOfTheTable() {
        double[][] planes = {{12, 255}, {34, 255}, {56, 255}};
        new Lab(2).convert(planes[0], planes[1], planes[2]);
        assertArrayEquals(new double[] {12.65624853, 100.00000387}, planes[0], 1e-8);
        assertArrayEquals(new double[] {-0.46762607, -2.38673249}, planes[1], 1e-8);
        assertArrayEquals(new double[] {-23.24667089, -19.36415189}, planes[2], 1e-8);
    }

    @Test
    void theMedianIsThatOfTheSortedNumbers() {
        Random random = new Random(3);
        for (int n = 1; n < 200; n++) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = random.nextInt(n);
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            assertEquals(sorted[(n - 1) / 2], Selection.lowerMedian(values));
        }
    }

    @Test
    void shrinkingAveragesWindowsWithTheBorderContinued() {
        double[] plane = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertArrayEquals(new double[] {3, 2.25, 3.75, 2.25},
            new Planes.Shrink(3, 3, 2, 0, 1, Planes.Beyond.ZERO).apply(plane, Progress.NONE), 1e-15);
        assertArrayEquals(new double[] {3},
            new Planes.Shrink(3, 3, 2, 0, 0, Planes.Beyond.ZERO).apply(plane, Progress.NONE), 1e-15);
        assertArrayEquals(new double[] {1, 2.5, 5.5, 7},
            new Planes.Shrink(3, 3, 2, 1, 0, Planes.Beyond.NEAREST).apply(plane, Progress.NONE), 1e-15);
    }

    private static MetricImage image(FloatImage image) {
        return MetricImage.of(image, image.range());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
