// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.numeric.SymmetricMatrix;

/**
 * Natural image quality evaluator of LIVE, as its software release computes it: Mittal, Soundararajan, Bovik, Making a
 * Completely Blind Image Quality Analyzer, SPL 2013.
 */
public final class Niqe implements ImageMetric {

    static final int FEATURES = 36;

    private static final int BLOCK = 96;

    private static final MetricInfo INFO = MetricInfo.of("niqe", "NIQE")
        .variant("as LIVE released it in 2012: two scales, blocks of 96 x 96, pristine model of 125 photographs")
        .lowerIsBetter().range(0, Double.POSITIVE_INFINITY)
        .colour(Luma.MATLAB_GREY.toString(), Channels.GREY_OR_RGB)
        .border("nearest pixel; sides cut to multiples of 96; products with neighbours wrap around in a block")
        .smallestSide(2 * BLOCK)
        .citation("Mittal, Soundararajan, Bovik: Making a \"Completely Blind\" Image Quality Analyzer. "
            + "IEEE Signal Processing Letters 20(3), 2013")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        double[][] features = features(input.image(), progress);
        double[] mean = new double[FEATURES];
        double[][] covariance = new double[FEATURES][FEATURES];
        int blocks = statistics(features, mean, covariance);
        if (blocks < 2) {
            return Score.missing("The image is too flat for NIQE: fewer than two of its blocks of 96 x 96 pixels have "
                + "contrasts on both sides of 0");
        }
        for (int i = 0; i < FEATURES; i++) {
            mean[i] = Model.LINES[0][i] - mean[i];
            for (int j = 0; j < FEATURES; j++) {
                covariance[i][j] = (Model.LINES[i + 1][j] + covariance[i][j]) / 2;
            }
        }
        return Score.of(Math.sqrt(SymmetricMatrix.pseudoInverseForm(covariance, mean)));
    }

    /** A row of features a block. */
    static double[][] features(MetricImage image, Progress progress) {
        int columns = image.width() / BLOCK;
        int rows = image.height() / BLOCK;
        int width = columns * BLOCK;
        int height = rows * BLOCK;
        double[] grey = crop(image.get(Luma.MATLAB_GREY, progress), image.width(), width, height);
        Mscn full = Mscn.coefficients(grey, width, height, Mscn.Beyond.NEAREST, progress);
        double[] smaller = HalfSize.of(grey, width, height, progress);
        Mscn half = Mscn.coefficients(smaller, width / 2, height / 2, Mscn.Beyond.NEAREST, progress);
        double[][] features = new double[rows * columns][FEATURES];
        Parallel.pieces(features.length, 4, progress, (from, to) -> {
            for (int b = from; b < to; b++) {
                block(full, b % columns, b / columns, BLOCK, features[b], 0);
                block(half, b % columns, b / columns, BLOCK / 2, features[b], FEATURES / 2);
            }
        });
        return features;
    }

    private static double[] crop(double[] plane, int planeWidth, int width, int height) {
        if (width == planeWidth && width * height == plane.length) {
            return plane;
        }
        double[] part = new double[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, y * planeWidth, part, y * width, width);
        }
        return part;
    }

    private static void block(Mscn mscn, int column, int row, int side, double[] features, int at) {
        NeighbourProducts products = new NeighbourProducts();
        products.add(mscn.coefficients(), mscn.width(), column * side, row * side, side, side, 0, side);
        GaussianShape own = GaussianShape.asymmetric(products.moments[0]);
        features[at] = own.alpha();
        features[at + 1] = (own.left() + own.right()) * own.scale() / 2;
        for (int k = 1; k < products.moments.length; k++) {
            GaussianShape shape = GaussianShape.asymmetric(products.moments[k]);
            int to = at + 4 * k - 2;
            double scale = shape.scale();
            features[to] = shape.alpha();
            features[to + 1] = shape.mean();
            features[to + 2] = shape.left() * scale;
            features[to + 3] = shape.right() * scale;
        }
    }

    /**
     * The mean of each feature over the blocks that have it, the covariance of the blocks that have all; their number.
     */
    private static int statistics(double[][] features, double[] mean, double[][] covariance) {
        int whole = 0;
        double[] wholeMean = new double[FEATURES];
        boolean[] complete = new boolean[features.length];
        int[] counts = new int[FEATURES];
        for (int b = 0; b < features.length; b++) {
            complete[b] = true;
            for (int k = 0; k < FEATURES; k++) {
                if (Double.isNaN(features[b][k])) {
                    complete[b] = false;
                } else {
                    mean[k] += features[b][k];
                    counts[k]++;
                }
            }
            whole += complete[b] ? 1 : 0;
        }
        for (int k = 0; k < FEATURES; k++) {
            mean[k] /= counts[k];
        }
        for (int b = 0; b < features.length; b++) {
            for (int k = 0; complete[b] && k < FEATURES; k++) {
                wholeMean[k] += features[b][k] / whole;
            }
        }
        for (int b = 0; b < features.length; b++) {
            if (complete[b]) {
                addOuter(features[b], wholeMean, whole - 1, covariance);
            }
        }
        return whole;
    }

    private static void addOuter(double[] features, double[] mean, int divisor, double[][] covariance) {
        for (int i = 0; i < FEATURES; i++) {
            double d = (features[i] - mean[i]) / divisor;
            for (int j = 0; j < FEATURES; j++) {
                covariance[i][j] += d * (features[j] - mean[j]);
            }
        }
    }

    /** Mean and covariance of the features of pristine photographs. */
    private static final class Model {
        static final double[][] LINES = Parameters.read("niqe.txt");
    }
}
