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
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Elementary;

/**
 * Blind/referenceless image spatial quality evaluator of LIVE, as its software release computes it: Mittal, Moorthy,
 * Bovik, No-Reference Image Quality Assessment in the Spatial Domain, TIP 2012.
 */
public final class Brisque implements ImageMetric {

    static final int FEATURES = 36;

    private static final MetricInfo INFO = MetricInfo.of("brisque", "BRISQUE")
        .variant("as LIVE released it in 2011: two scales, support vector regression trained on the LIVE database; "
            + "not clipped")
        .lowerIsBetter()
        .colour(Luma.MATLAB_GREY.toString(), Channels.GREY_OR_RGB)
        .border("zeros; products with neighbours wrap around")
        .smallestSide(16)
        .citation("Mittal, Moorthy, Bovik: No-Reference Image Quality Assessment in the Spatial Domain. "
            + "IEEE Transactions on Image Processing 21(12), 2012")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        double[] features = features(input.image(), progress);
        for (double feature : features) {
            if (Double.isNaN(feature)) {
                return Score.missing("The image is too flat for BRISQUE: its contrasts lie on one side of 0");
            }
        }
        return Score.of(Model.INSTANCE.score(features));
    }

    static double[] features(MetricImage image, Progress progress) {
        double[] features = new double[FEATURES];
        int width = image.width();
        int height = image.height();
        double[] grey = image.get(Luma.MATLAB_GREY, progress);
        scale(grey, width, height, features, 0, progress);
        double[] half = HalfSize.of(grey, width, height, progress);
        scale(half, HalfSize.of(width), HalfSize.of(height), features, FEATURES / 2, progress);
        return features;
    }

    private static void scale(double[] grey, int width, int height, double[] features, int at, Progress progress) {
        Mscn mscn = Mscn.coefficients(grey, width, height, Mscn.Beyond.ZERO, progress);
        Moments[] moments = moments(mscn, progress).moments;
        features[at] = GaussianShape.symmetric(moments[0]);
        features[at + 1] = moments[0].meanSquare();
        for (int k = 1; k < moments.length; k++) {
            GaussianShape shape = GaussianShape.asymmetric(moments[k]);
            int to = at + 4 * k - 2;
            features[to] = shape.alpha();
            features[to + 1] = shape.mean();
            features[to + 2] = shape.left() * shape.left();
            features[to + 3] = shape.right() * shape.right();
        }
    }

    private static NeighbourProducts moments(Mscn mscn, Progress progress) {
        int grain = PixelLoop.grain(mscn.width());
        NeighbourProducts[] parts = new NeighbourProducts[(mscn.height() + grain - 1) / grain];
        Parallel.pieces(mscn.height(), grain, progress, (from, to) -> {
            NeighbourProducts part = new NeighbourProducts();
            part.add(mscn.coefficients(), mscn.width(), 0, 0, mscn.width(), mscn.height(), from, to);
            parts[from / grain] = part;
        });
        NeighbourProducts sum = new NeighbourProducts();
        for (NeighbourProducts part : parts) {
            sum.add(part);
        }
        return sum;
    }

    /** The support vector regression. */
    static final class Model {

        static final Model INSTANCE = new Model(Parameters.read("brisque.txt"));

        private static final int HEADER = 4;

        private final double[][] lines;

        private Model(double[][] lines) {
            this.lines = lines;
        }

        double score(double[] features) {
            double[] x = new double[FEATURES];
            for (int k = 0; k < FEATURES; k++) {
                x[k] = -1 + 2 * (features[k] - lines[0][k]) / (lines[1][k] - lines[0][k]);
            }
            double gamma = lines[2][0];
            double sum = 0;
            for (int v = HEADER; v < lines.length; v++) {
                sum += lines[v][0] * Elementary.exp(-gamma * squaredDistance(x, lines[v]));
            }
            return sum - lines[3][0];
        }

        private static double squaredDistance(double[] x, double[] line) {
            double sum = 0;
            for (int k = 0; k < FEATURES; k++) {
                double difference = x[k] - line[k + 1];
                sum += difference * difference;
            }
            return sum;
        }
    }
}
