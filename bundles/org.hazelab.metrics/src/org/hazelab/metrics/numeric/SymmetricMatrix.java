// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.numeric;

/** Quadratic forms of small symmetric matrices. */
public final class SymmetricMatrix {

    private static final int MOST_SWEEPS = 60;

    private SymmetricMatrix() {
    }

    /**
     * {@code v pinv(M) v}, where directions in which M vanishes (eigenvalues up to n times the rounding of the largest
     * one, MATLAB's rule) count nothing. By Jacobi's rotations.
     *
     * @param matrix n rows of n; overwritten
     * @param vector n numbers; overwritten
     */
    public static double pseudoInverseForm(double[][] matrix, double[] vector) {
        for (int sweep = 0; sweep < MOST_SWEEPS && rotateAll(matrix, vector); sweep++) {
            // until nothing is left beside the diagonal
        }
        double largest = 0;
        for (int k = 0; k < vector.length; k++) {
            largest = Math.max(largest, Math.abs(matrix[k][k]));
        }
        double tolerance = vector.length * Math.ulp(largest);
        double sum = 0;
        for (int k = 0; k < vector.length; k++) {
            if (Math.abs(matrix[k][k]) > tolerance) {
                sum += vector[k] * vector[k] / matrix[k][k];
            }
        }
        return sum;
    }

    /** One sweep; whether there was anything to rotate. The vector turns along, into the eigenvectors' frame. */
    private static boolean rotateAll(double[][] m, double[] v) {
        boolean rotated = false;
        for (int p = 0; p < v.length; p++) {
            for (int q = p + 1; q < v.length; q++) {
                double apart = m[p][q];
                // Below this the element does not change its diagonal neighbours, not even in their last digit.
                if (Math.abs(apart) > 1e-18 * Math.sqrt(Math.abs(m[p][p] * m[q][q]))) {
                    rotate(m, v, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] m, double[] v, int p, int q) {
        double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        double[] rowP = m[p];
        double[] rowQ = m[q];
        double diagonalP = rowP[p] - t * rowP[q];
        double diagonalQ = rowQ[q] + t * rowP[q];
        for (int k = 0; k < v.length; k++) {
            double a = rowP[k];
            double b = rowQ[k];
            rowP[k] = c * a - s * b;
            rowQ[k] = s * a + c * b;
        }
        for (int k = 0; k < v.length; k++) {
            m[k][p] = rowP[k];
            m[k][q] = rowQ[k];
        }
        rowP[p] = diagonalP;
        rowQ[q] = diagonalQ;
        rowP[q] = 0;
        rowQ[p] = 0;
        double a = v[p];
        v[p] = c * a - s * v[q];
        v[q] = s * a + c * v[q];
    }

    /** The lower triangular L with {@code L L' = M}; throws IllegalArgumentException if M is not positive definite. */
    public static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException("The matrix is not positive definite");
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    /** Solves {@code L x = v} in place, for a lower triangular L. */
    public static void solveLower(double[][] l, double[] v) {
        for (int i = 0; i < v.length; i++) {
            double sum = v[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * v[k];
            }
            v[i] = sum / l[i][i];
        }
    }
}
