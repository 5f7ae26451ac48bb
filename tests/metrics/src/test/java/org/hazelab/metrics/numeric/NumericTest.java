// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Within the range that is given and beyond it, where the plain power takes over; counts of all remainders. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.09, 1.01", "0.3333333333333333, 0.008856, 1.4", "0.4, 0.002, 1.01", "0.02, 0.002, 1.01",
        "1, 0.5, 2", "0.5, 0.1, 100"})
    void powersOfManyNumbersAreThoseOfEach(double power, double lowest, double highest) {
        Powers powers = new Powers(power, lowest, highest);
        Random random = new Random(4);
        for (int count = 0; count < 300; count++) {
            double[] x = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = lowest / 2 * StrictMath.pow(4 * highest / lowest, random.nextDouble());
            }
            double[] before = x.clone();
            double[] result = new double[count];
            powers.of(x, result, new double[count], count);
            assertArrayEquals(before, x);
            for (int i = 0; i < count; i++) {
                double expected = StrictMath.pow(x[i], power);
                assertEquals(expected, result[i], (1 + 9 * power) * 1e-15 * expected, power + " of " + x[i]);
            }
        }
        double[] ends = {0, Double.POSITIVE_INFINITY, Double.NaN};
        double[] result = new double[3];
        powers.of(ends, result, new double[3], 3);
        assertArrayEquals(ends, result);
    }
}
