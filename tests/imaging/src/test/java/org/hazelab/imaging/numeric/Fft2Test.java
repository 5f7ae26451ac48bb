// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Fft2Test {

    private final Random random = new Random(5);

    /** Every kind of length: powers of two, odd, prime, above the largest factor, products of these. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 30, 31, 61, 64, 67, 71, 77, 120, 128, 134, 169, 254})
    void transformsAreTheSumsThatDefineThem(int n) {
        int m = Math.max(1, 40 - n % 23);
        double[] re = new double[n * m];
        double[] im = new double[n * m];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextGaussian();
            im[i] = random.nextGaussian();
        }
        double[] r = re.clone();
        double[] i = im.clone();
        Fft2 fft = new Fft2(n, m);
        Fft2.Scratch scratch = new Fft2.Scratch();
        fft.forward(r, i, scratch);
        for (int k = 0; k < re.length; k += 1 + re.length / 50) {
            double[] expected = sum(re, im, n, m, k % n, k / n);
            assertEquals(expected[0], r[k], 1e-11);
            assertEquals(expected[1], i[k], 1e-11);
        }
        fft.inverse(r, i, scratch);
        for (int k = 0; k < re.length; k++) {
            assertEquals(re[k], r[k] / re.length, 1e-13);
            assertEquals(im[k], i[k] / re.length, 1e-13);
        }
    }

    /** Sizes above and below the number of signals that go side by side, with even and odd numbers of steps. */
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 9", "341, 256", "64, 700", "12, 1000", "900, 31", "67, 389", "640, 2"})
    void planesOfRowsHaveTheSameTransformColumnByColumn(int n, int m) {
        double[][] re = new double[m][n];
        double[][] im = new double[m][n];
        double[] r = new double[n * m];
        double[] i = new double[n * m];
        for (int k = 0; k < n * m; k++) {
            re[k / n][k % n] = r[k] = random.nextGaussian();
            im[k / n][k % n] = i[k] = random.nextGaussian();
        }
        double[] plane = r.clone();
        Fft2 fft = new Fft2(n, m);
        Fft2.Scratch scratch = new Fft2.Scratch();
        double[][] columnsRe = new double[n][m];
        double[][] columnsIm = new double[n][m];
        fft.toColumns(re, im, columnsRe, columnsIm, scratch);
        fft.forward(r, i, scratch);
        for (int k = 0; k < n * m; k++) {
            assertEquals(r[k], columnsRe[k % n][k / n]);
            assertEquals(i[k], columnsIm[k % n][k / n]);
        }
        fft.toRows(columnsRe, columnsIm, re, im, scratch);
        for (int k = 0; k < n * m; k++) {
            assertEquals(plane[k], re[k / n][k % n] / (n * m), 1e-13);
        }
    }

    private static double[] sum(double[] re, double[] im, int n, int m, int u, int v) {
        double r = 0;
        double i = 0;
        for (int k = 0; k < re.length; k++) {
            double angle = -2 * Math.PI * ((double)(k % n * u % n) / n + (double)(k / n * v % m) / m);
            r += re[k] * Math.cos(angle) - im[k] * Math.sin(angle);
            i += re[k] * Math.sin(angle) + im[k] * Math.cos(angle);
        }
        return new double[] {r, i};
    }
}
