// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class GaussianBlurTest {

    @Test
    void agreesWithScipy() {
        double[][] rows = new double[9][12];
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 12; x++) {
                rows[y][x] = (7 * x + 13 * y) % 17;
            }
        }
        // scipy 1.17.1: ndimage.gaussian_filter(z, 2.5, truncate=4.0)
        double[][] smooth = new GaussianBlur(2.5, 4).apply(rows, Progress.NONE);
        assertEquals(7.624262051124232, smooth[0][0], 1e-12);
        assertEquals(7.938917046490067, smooth[4][5], 1e-12);
        assertEquals(8.423282984344567, smooth[8][11], 1e-12);
        assertEquals(7.838220988397356, smooth[2][9], 1e-12);
    }

    @Test
    void mirrorsAgainAndAgainWhereTheWindowIsWiderThanTheImage() {
        FloatImage tiny = FloatImage.of(3, 2, ValueRange.UNIT, new float[] {1, 2, 4, 8, 16, 32});
        FloatImage smooth = new GaussianBlur(5, 4).apply(tiny, Progress.NONE);
        // scipy 1.17.1: ndimage.gaussian_filter([[1, 2, 4], [8, 16, 32]], 5)
        double[] expected = {10.499741326479771, 10.499956592744367, 10.500091754039795, 10.4998815417857,
            10.500096810924992, 10.500231974025388};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], smooth.plane(0)[i], 1e-6);
        }
    }

    @Test
    void keepsConstantsAndTheMean() {
        double[][] rows = new double[40][30];
        rows[3][29] = 1200;
        double sum = 0;
        for (double[] row : new GaussianBlur(7, 4).apply(rows, Progress.NONE)) {
            for (double value : row) {
                assertTrue(value >= 0);
                sum += value;
            }
        }
        assertEquals(1200, sum, 1e-9);
        FloatImage one = FloatImage.of(1, 1, ValueRange.UNIT, new float[] {0.25f});
        assertEquals(0.25f, new GaussianBlur(3, 4).apply(one, Progress.NONE).plane(0)[0]);
    }

    @Test
    void stopsWhenCancelled() {
        assertThrows(CancellationException.class, () -> new GaussianBlur(3, 4).apply(new double[500][500],
            new Progress() {
                private int checks;

                @Override
                public void report(double fraction, String message) {
                    // not looked at
                }

                @Override
                public synchronized void checkCanceled() {
                    if (++checks > 5) {
                        throw new CancellationException();
                    }
                }
            }));
    }

    @Test
    void rejectsWidthsThatAreNotPositive() {
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlur(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlur(Double.NaN, 4));
    }
}
