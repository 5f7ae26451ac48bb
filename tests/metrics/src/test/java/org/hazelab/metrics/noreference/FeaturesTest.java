// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Pictures;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scores;
import org.hazelab.metrics.numeric.Elementary;
import org.hazelab.metrics.numeric.SymmetricMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {

    private final Random random = new Random(11);

    /** The search by bisection finds what the definition does: the first place of the smallest distance on the grid. */
    @Test
    void shapesAreTheNearestOnTheGrid() {
        for (int k = 0; k < 200; k += 5) {
            double[] values = new double[40];
            for (int i = 0; i < values.length; i++) {
                double g = random.nextGaussian();
                values[i] = Math.copySign(Math.pow(Math.abs(g), 0.3 + k / 40.0), g) * (g < 0 ? 1 : 1 + k / 100.0);
            }
            Moments moments = moments(values);
            assertEquals(nearest(moments, false), GaussianShape.symmetric(moments), 1e-12);
            assertEquals(nearest(moments, true), GaussianShape.asymmetric(moments).alpha(), 1e-12);
        }
    }

    private static double nearest(Moments moments, boolean asymmetric) {
        double ratio = moments.meanSquare() / (moments.meanAbsolute() * moments.meanAbsolute());
        double g = moments.left() / moments.right();
        double wanted = (g * g * g + 1) * (g + 1) / ((g * g + 1) * (g * g + 1)) / ratio;
        double best = Double.POSITIVE_INFINITY;
        double alpha = 0;
        for (int i = 0; i < 9801; i++) {
            double a = 0.2 + i * 0.001;
            double gamma2 = Elementary.gamma(2 / a);
            double r = Elementary.gamma(1 / a) * Elementary.gamma(3 / a) / (gamma2 * gamma2);
            double distance = asymmetric ? (1 / r - wanted) * (1 / r - wanted) : Math.abs(ratio - r);
            if (distance < best) {
                best = distance;
                alpha = a;
            }
        }
        return alpha;
    }

    private static Moments moments(double... values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        Moments moments = new Moments();
        moments.addProducts(values, 0, ones, 0, values.length);
        return moments;
    }

    @Test
    void momentsLeaveZerosOutOfBothSides() {
        Moments moments = moments(-3, 0, -0.0, 4, 0, 1);
        assertEquals(3, moments.left());
        assertEquals(Math.sqrt(17 / 2.0), moments.right());
        assertEquals(26 / 6.0, moments.meanSquare());
        assertEquals(8 / 6.0, moments.meanAbsolute());
    }

    @Test
    void aSideWithoutNumbersAllowsNoShape() {
        assertEquals(Double.NaN, GaussianShape.asymmetric(moments(1, 2, 3)).alpha());
        assertEquals(Double.NaN, GaussianShape.asymmetric(moments(-1, 0)).left());
        assertEquals(Double.NaN, GaussianShape.symmetric(moments(0, 0)));
    }

    /** What MATLAB's documentation of imresize says: weights away from the border, mirrored edge, sizes rounded up. */
    @Test
    void halfSizeIsThatOfMatlab() {
        double[] impulse = new double[23];
        impulse[10] = 1;
        assertArrayEquals(new double[] {0, 0, 0, -0.01171875, 0.11328125, 0.43359375, -0.03515625, 0, 0, 0, 0, 0},
            HalfSize.of(impulse, 23, 1, Progress.NONE), 1e-16);
        double[] edge = {1, 0, 0, 0, 0, 0, 0, 0};
        assertEquals(0.43359375 + 0.11328125, HalfSize.of(edge, 8, 1, Progress.NONE)[0], 1e-16);
        assertEquals(0.43359375 + 0.11328125, HalfSize.of(edge, 1, 8, Progress.NONE)[0], 1e-16);
    }

    @Test
    void coefficientsAreThoseOfTheWholeWindow() {
        int width = 19;
        int height = 13;
        double[] grey = new double[width * height];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = random.nextInt(256);
        }
        for (Mscn.Beyond beyond : Mscn.Beyond.values()) {
            Mscn mscn = Mscn.withMoments(grey, width, height, beyond, Progress.NONE);
            for (int i = 0; i < grey.length; i++) {
                assertEquals(direct(grey, width, height, i % width, i / width, beyond), mscn.coefficients()[i], 1e-12);
            }
        }
    }

    private static double direct(double[] grey, int width, int height, int x, int y, Mscn.Beyond beyond) {
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                double w = Math.exp(-(dx * dx + dy * dy) / (2 * (7 / 6.) * (7 / 6.)));
                int atX = Math.max(0, Math.min(width - 1, x + dx));
                int atY = Math.max(0, Math.min(height - 1, y + dy));
                boolean inside = atX == x + dx && atY == y + dy;
                double v = inside || beyond == Mscn.Beyond.NEAREST ? grey[atY * width + atX] : 0;
                weights += w;
                sum += w * v;
                squares += w * v * v;
            }
        }
        double mu = sum / weights;
        return (grey[y * width + x] - mu) / (Math.sqrt(Math.abs(squares / weights - mu * mu)) + 1);
    }

    /** The distance of a block by its definition: a matrix of its own a block. */
    @Test
    void fogDistancesAreThoseOfTheWholeMatrix() {
        double[][] lines = Parameters.read("fade.txt");
        for (int k = 0; k < 50; k++) {
            double[] features = new double[FogFeatures.COUNT];
            for (int i = 0; i < features.length; i++) {
                features[i] = random.nextDouble() * (1 + k % 4);
            }
            double spread = Blocks.variance(features, features.length);
            double[][] matrix = new double[FogFeatures.COUNT][FogFeatures.COUNT];
            double[] difference = new double[FogFeatures.COUNT];
            for (int i = 0; i < features.length; i++) {
                difference[i] = lines[0][i] - features[i];
                for (int j = 0; j < features.length; j++) {
                    matrix[i][j] = (spread + lines[1 + i][j]) / 2;
                }
            }
            assertEquals(1, Fade.Model.FOG_FREE.distance(features)
                / Math.sqrt(SymmetricMatrix.pseudoInverseForm(matrix, difference)), 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fade", "dark_channel"})
    void growsWithHaze(String id) {
        double last = Scores.value(id, Pictures.clean(256, 192), null);
        for (double t : new double[] {0.85, 0.7, 0.55, 0.4, 0.25}) {
            double next = Scores.value(id, Pictures.hazy(256, 192, t, 0), null);
            assertTrue(next > last, t + ": " + next + " after " + last);
            last = next;
        }
    }

    @Test
    void theDarkChannelIsTheSmallestLevelOfAnyColourNearby() {
        FloatImage image = Pictures.flat(40, 30, 3, 204);
        image.plane(1)[15 * 40 + 20] = 51;
        assertEquals((0.2 * 225 + 0.8 * (1200 - 225)) / 1200, Scores.value("dark_channel", image, null), 1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"niqe", "fade"})
    void aFlatImageHasAReasonInPlaceOfAScore(String id) {
        for (float level : new float[] {0, 100, 255}) {
            Score score = Scores.score(id, Pictures.flat(256, 192, 3, level), null);
            assertTrue(score.isMissing() ? !score.reason().endsWith(".") : Double.isFinite(score.value()), id + level);
            if (id.equals("niqe") || level == 0) {
                assertTrue(score.isMissing(), id + " " + level + ": " + score.value());
            }
        }
    }
}
