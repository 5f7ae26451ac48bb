// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.random.RandomStream;

/**
 * The covariance of channel-correlated noise: level^2 times the entrywise absolute value of U^T diag(r) U, where r is
 * three uniform numbers and the columns of U are the left singular vectors of a matrix of nine (HazeFlow's and RIDCP's
 * published loaders).
 *
 * <p>Only + - * / and square root are used. The absolute values keep the matrix positive semidefinite: the minors of a
 * symmetric 3 x 3 matrix only grow.
 */
final class ChannelCovariance {

    /** More than enough for 3 x 3; a fixed number, so that no rounding decides when to stop. */
    private static final int JACOBI_SWEEPS = 10;

    private ChannelCovariance() {
    }

    /** @param level standard deviation, in [0, 1] units, that a channel reaches at most */
    static double[][] draw(double level, RandomStream random) {
        double[] share = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        double[][] matrix = new double[3][3];
        for (double[] row : matrix) {
            for (int j = 0; j < 3; j++) {
                row[j] = random.nextDouble();
            }
        }
        double[][] basis = leftSingularVectors(matrix);
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += share[k] * (basis[k][i] * basis[k][j]);
                }
                covariance[i][j] = Math.abs(level * level * sum);
            }
        }
        return covariance;
    }

    /** Orthonormal columns, that of the largest singular value first: eigenvectors of M M^T by Jacobi's rotations. */
    static double[][] leftSingularVectors(double[][] m) {
        double[][] a = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                a[i][j] = m[i][0] * m[j][0] + m[i][1] * m[j][1] + m[i][2] * m[j][2];
            }
        }
        double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
            rotate(a, v, 0, 1);
            rotate(a, v, 0, 2);
            rotate(a, v, 1, 2);
        }
        sortColumns(a, v, 0, 1);
        sortColumns(a, v, 1, 2);
        sortColumns(a, v, 0, 1);
        return v;
    }

    /** Makes a[p][q] zero by a rotation, which is also applied to the columns of v. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < 3; k++) {
            double akp = a[k][p];
            a[k][p] = c * akp - s * a[k][q];
            a[k][q] = s * akp + c * a[k][q];
        }
        for (int k = 0; k < 3; k++) {
            double apk = a[p][k];
            a[p][k] = c * apk - s * a[q][k];
            a[q][k] = s * apk + c * a[q][k];
            double vkp = v[k][p];
            v[k][p] = c * vkp - s * v[k][q];
            v[k][q] = s * vkp + c * v[k][q];
        }
    }

    private static void sortColumns(double[][] a, double[][] v, int p, int q) {
        if (a[p][p] < a[q][q]) {
            double value = a[p][p];
            a[p][p] = a[q][q];
            a[q][q] = value;
            for (double[] row : v) {
                double entry = row[p];
                row[p] = row[q];
                row[q] = entry;
            }
        }
    }

    /** The lower triangle L with L L^T = covariance; a direction without variance is left at zero. */
    static double[][] factor(double[][] covariance) {
        double[][] l = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = covariance[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    l[i][i] = Math.sqrt(Math.max(0, rest));
                } else {
                    l[i][j] = l[j][j] > 0 ? rest / l[j][j] : 0;
                }
            }
        }
        return l;
    }
}
