// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.numeric.SymmetricMatrix;

/**
 * Fog aware density evaluator of LIVE, the density D, as its software release computes it: Choi, You, Bovik,
 * Referenceless Prediction of Perceptual Fog Density and Perceptual Image Defogging, TIP 2015.
 */
public final class Fade implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("fade", "FADE")
        .variant("density D as LIVE released it in 2015: blocks of 8 x 8")
        .lowerIsBetter().range(0, Double.POSITIVE_INFINITY)
        .colour("red, green, blue and " + Luma.MATLAB_GREY, Channels.GREY_OR_RGB)
        .border("nearest pixel, ten rows and columns repeated for contrast energy; sides cut to multiples of 8")
        .smallestSide(16)
        .citation(
            "Choi, You, Bovik: Referenceless Prediction of Perceptual Fog Density and Perceptual Image Defogging. "
                + "IEEE Transactions on Image Processing 24(11), 2015")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        double[][] features = FogFeatures.of(input.image(), progress);
        double fogFree = meanDistance(features, Model.FOG_FREE);
        double foggy = meanDistance(features, Model.FOGGY);
        if (Double.isNaN(fogFree) || Double.isNaN(foggy)) {
            return Score
                .missing("No block of 8 x 8 pixels of the image has all features of FADE: the image is black or "
                    + "without texture");
        }
        return Score.of(fogFree / (foggy + 1));
    }

    /** The mean over the blocks that have all features; NaN if there is none. */
    static double meanDistance(double[][] features, Model model) {
        double sum = 0;
        int count = 0;
        for (double[] block : features) {
            double distance = model.distance(block);
            if (!Double.isNaN(distance)) {
                sum += distance;
                count++;
            }
        }
        return sum / count;
    }

    /**
     * What the features of one kind of photographs are like.
     *
     * <p>The distance of a block is by {@code (C + s 11') / 2}, where C is the model's covariance and s the variance of
     * the block's own features, added to every element. As only s differs from block to block, C is factored once: with
     * {@code C / 2 = L L'}, {@code y = L^-1 (mean - features)}, {@code z = L^-1 1}, the squared distance is what y has
     * across z, plus what it has along z divided by {@code 1 + s |z|^2 / 2}.
     */
    static final class Model {

        private static final double[][] LINES = Parameters.read("fade.txt");

        static final Model FOG_FREE = new Model(0);
        static final Model FOGGY = new Model(FogFeatures.COUNT + 1);

        private final double[] mean;
        private final double[][] factor;
        /** z, of length 1. */
        private final double[] ones = new double[FogFeatures.COUNT];
        private final double onesSquared;

        private Model(int firstLine) {
            mean = LINES[firstLine];
            double[][] half = new double[FogFeatures.COUNT][FogFeatures.COUNT];
            for (int i = 0; i < FogFeatures.COUNT; i++) {
                for (int j = 0; j < FogFeatures.COUNT; j++) {
                    half[i][j] = LINES[firstLine + 1 + i][j] / 2;
                }
            }
            factor = SymmetricMatrix.cholesky(half);
            Arrays.fill(ones, 1);
            SymmetricMatrix.solveLower(factor, ones);
            double squared = 0;
            for (double z : ones) {
                squared += z * z;
            }
            onesSquared = squared;
            for (int k = 0; k < ones.length; k++) {
                ones[k] /= Math.sqrt(squared);
            }
        }

        /** NaN if a feature is NaN. */
        double distance(double[] features) {
            double[] y = new double[FogFeatures.COUNT];
            for (int k = 0; k < y.length; k++) {
                y[k] = mean[k] - features[k];
            }
            SymmetricMatrix.solveLower(factor, y);
            double along = 0;
            for (int k = 0; k < y.length; k++) {
                along += y[k] * ones[k];
            }
            double across = 0;
            for (int k = 0; k < y.length; k++) {
                double rest = y[k] - along * ones[k];
                across += rest * rest;
            }
            double variance = Blocks.variance(features, features.length);
            return Math.sqrt(across + along * along / (1 + variance * onesSquared / 2));
        }
    }
}
