// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.random.RandomStream;
import org.junit.jupiter.api.Test;

class ChannelCovarianceTest {

    @Test
    void findsTheLeftSingularVectorsThatNumPyFinds() {
        double[][] u = ChannelCovariance.leftSingularVectors(
            new double[][] {{0.9, 0.1, 0.4}, {0.2, 0.8, 0.3}, {0.5, 0.6, 0.7}});
        // numpy 2.4.6: linalg.svd of this matrix; signs are free
        double[][] expected = {{-0.5472728842182374, 0.7521874482947267, -0.3670237496774811},
            {-0.48712299030119993, -0.6428591917427503, -0.5911372530232509},
            {-0.6805906130115721, -0.14472768297642707, 0.7182272030916171}};
        for (int column = 0; column < 3; column++) {
            double sign = Math.signum(u[0][column] * expected[0][column]);
            for (int row = 0; row < 3; row++) {
                assertEquals(expected[row][column], sign * u[row][column], 1e-12);
            }
        }
    }

    @Test
    void isSymmetricNonNegativeAndSemidefinite() {
        RandomStream random = RandomStream.of(1);
        for (int n = 0; n < 2000; n++) {
            double[][] c = ChannelCovariance.draw(25 / 255.0, random);
            double[][] l = ChannelCovariance.factor(c);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(c[i][j], c[j][i], 1e-18);
                    assertTrue(c[i][j] >= 0);
                    // |x|^2 of a channel cannot exceed the largest of the three shares, which is below 1
                    assertTrue(c[i][j] <= 25 / 255.0 * 25 / 255.0);
                    double product = l[i][0] * l[j][0] + l[i][1] * l[j][1] + l[i][2] * l[j][2];
                    assertEquals(c[i][j], product, 1e-15, "the factor reproduces the covariance");
                }
            }
        }
    }

    @Test
    void isDistributedAsThePublishedLoaders() {
        // Means of abs(U.T @ diag(r) @ U) over 40,000 draws with numpy's random and scipy.linalg.orth, as the loader
        // has it; standard errors of a few 0.0001 there and 0.002 here
        double[][] expected = {{0.4996, 0.1261, 0.1243}, {0.1261, 0.4991, 0.0947}, {0.1243, 0.0947, 0.4995}};
        double[][] mean = new double[3][3];
        RandomStream random = RandomStream.of(2);
        int count = 20_000;
        for (int n = 0; n < count; n++) {
            double[][] c = ChannelCovariance.draw(1, random);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    mean[i][j] += c[i][j] / count;
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected[i][j], mean[i][j], 0.006, i + ", " + j);
            }
        }
    }

    @Test
    void factorsAMatrixWithoutVariance() {
        double[][] l = ChannelCovariance.factor(new double[][] {{0, 0, 0}, {0, 4, 2}, {0, 2, 1}});
        assertEquals(0, l[0][0]);
        assertEquals(2, l[1][1]);
        assertEquals(1, l[2][1]);
        assertEquals(0, l[2][2]);
    }
}
