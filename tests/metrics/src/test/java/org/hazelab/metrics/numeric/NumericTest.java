// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericTest {

    private final Random random = new Random(5);

    @Test
    void exponentialAndLogarithmAgreeWithTheLibrary() {
        for (int k = 0; k < 100_000; k++) {
            double x = 1400 * random.nextDouble() - 700;
            assertEquals(1, Elementary.exp(x) / StrictMath.exp(x), 4e-16);
            double y = StrictMath.exp(x);
            assertEquals(StrictMath.log(y), Elementary.log(y), 4e-16 * Math.max(1, Math.abs(x)));
            double near = 1 + random.nextGaussian() * 1e-6;
            assertEquals(1, Elementary.log(near) / StrictMath.log(near), 1e-15);
        }
        assertEquals(StrictMath.log(3e-320), Elementary.log(3e-320), 1e-13);
    }

    @Test
    void exponentialAndLogarithmHaveTheirLimits() {
        assertEquals(0, Elementary.exp(-1e4));
        assertEquals(0, Elementary.exp(Double.NEGATIVE_INFINITY));
        assertEquals(1, Elementary.exp(0));
        assertEquals(Double.POSITIVE_INFINITY, Elementary.exp(1e4));
        assertEquals(Double.NaN, Elementary.exp(Double.NaN));
        assertEquals(Double.NEGATIVE_INFINITY, Elementary.log(0));
        assertEquals(0, Elementary.log(1));
        assertEquals(Double.POSITIVE_INFINITY, Elementary.log(Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, Elementary.log(-1));
        assertEquals(Double.NaN, Elementary.log(Double.NaN));
        assertEquals(0, Elementary.pow(0, 0.02));
        assertEquals(1, Elementary.pow(1, 0.4));
    }

    @Test
    void gammaIsTheFactorial() {
        double factorial = 1;
        for (int n = 1; n < 20; n++) {
            assertEquals(1, Elementary.gamma(n) / factorial, 1e-13);
            factorial *= n;
        }
        assertEquals(Math.sqrt(Math.PI), Elementary.gamma(0.5), 1e-13);
        assertEquals(9.513507698668731836, Elementary.gamma(0.1), 1e-12);
    }

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

    @Test
    void quadraticFormsSolveTheEquation() {
        int n = 36;
        double[][] root = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            for (int j = 0; j < n; j++) {
                root[i][j] = random.nextGaussian();
            }
        }
        double[][] m = product(root);
        double expected = 0;
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                v[i] += m[i][j] * x[j];
                expected += x[i] * m[i][j] * x[j];
            }
        }
        double[][] l = SymmetricMatrix.cholesky(m);
        double[] solved = v.clone();
        SymmetricMatrix.solveLower(l, solved);
        double byCholesky = 0;
        for (double s : solved) {
            byCholesky += s * s;
        }
        assertEquals(1, byCholesky / expected, 1e-10);
        assertEquals(1, SymmetricMatrix.pseudoInverseForm(m, v) / expected, 1e-10);
    }

    private static double[][] product(double[][] root) {
        double[][] m = new double[root.length][root.length];
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < m.length; j++) {
                for (int k = 0; k < m.length; k++) {
                    m[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        return m;
    }

    @Test
    void directionsWithoutExtentCountNothing() {
        // [[2, 2], [2, 2]] has the eigenvalues 4 along (1, 1) and 0.
        assertEquals(0.5 * 9 / 2 / 2, SymmetricMatrix.pseudoInverseForm(new double[][] {{2, 2}, {2, 2}},
            new double[] {2, 1}), 1e-14);
        assertThrows(IllegalArgumentException.class, () -> SymmetricMatrix.cholesky(new double[][] {{1, 2}, {2, 1}}));
        assertTrue(SymmetricMatrix.pseudoInverseForm(new double[2][2], new double[] {1, 1}) == 0);
    }
}
