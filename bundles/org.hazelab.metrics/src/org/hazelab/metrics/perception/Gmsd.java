// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.List;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricSource;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Derived;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;

/** Gradient magnitude similarity deviation in the variants that papers and packages report. */
public final class Gmsd implements MetricSource {

    private static final String CITATION =
        "Xue, Zhang, Mou, Bovik: Gradient Magnitude Similarity Deviation: A Highly Efficient "
            + "Perceptual Image Quality Index. IEEE Transactions on Image Processing 23(2), 2014";

    /** The constant of the similarity, for levels of 0..255. */
    private static final double C = 170;

    @Override
    public List<Metric> metrics() {
        return List.of(Variant.values());
    }

    private static final Derived<Edges> PLAIN = (image, progress) -> Edges.of(image, Luma.YIQ, 1, progress);
    private static final Derived<Edges> ROUNDED =
        (image, progress) -> Edges.of(image, Luma.YIQ_ROUNDED, 0, progress);

    private enum Variant implements ImageMetric {

        /** Grey not rounded, zeros appended to odd sides, deviation over n: the publication's formula, and piq. */
        PUBLISHED("gmsd", "GMSD",
            "as published: Prewitt gradients at half size, c = 170, gray not rounded, deviation over n", Luma.YIQ, 0,
            1),
        /** As published, but the deviation over n - 1, which is what MATLAB's std2 does: the authors' numbers. */
        MATLAB("gmsd_matlab", "GMSD (MATLAB)",
            "as the authors' MATLAB code: gray not rounded, deviation over n - 1 (std2)", Luma.YIQ, 1, 1),
        /** Grey rounded, last row or column of odd sides left out, deviation over n - 1: pyiqa. */
        PYIQA("gmsd_pyiqa", "GMSD (pyiqa)",
            "as pyiqa: gray rounded to whole levels, deviation over n - 1, last row or column of odd sides left out",
            Luma.YIQ_ROUNDED, 1, 2);

        private final MetricInfo info;
        private final int lost;
        private final Derived<Edges> edges;

        /**
         * @param lost what the number of pixels is reduced by in the deviation
         */
        Variant(String id, String title, String words, Luma luma, int lost, int version) {
            this.lost = lost;
            this.edges = luma == Luma.YIQ ? PLAIN : ROUNDED;
            info = MetricInfo.of(id, title).variant(words).lowerIsBetter().range(0, 1).perfect(0).symmetric()
                .needs(Need.REFERENCE).colour(luma.toString(), Channels.GREY_OR_RGB).border("zeros").smallestSide(4)
                .citation(CITATION).version(version).build();
        }

        @Override
        public MetricInfo info() {
            return info;
        }

        @Override
        public Score score(MetricInput input, Progress progress) {
            Edges image = input.image().get(edges, progress);
            double[] a = image.magnitude();
            double[] b = input.reference().get(edges, progress).magnitude();
            double[] similarity = new double[a.length];
            double mean = PixelLoop.sum(image.width(), image.height(), progress, (from, to) -> {
                double sum = 0;
                for (int i = from; i < to; i++) {
                    similarity[i] = (2 * a[i] * b[i] + C) / (a[i] * a[i] + b[i] * b[i] + C);
                    sum += similarity[i];
                }
                return sum;
            }) / a.length;
            double squares = PixelLoop.sum(image.width(), image.height(), progress, (from, to) -> {
                double sum = 0;
                for (int i = from; i < to; i++) {
                    sum += (similarity[i] - mean) * (similarity[i] - mean);
                }
                return sum;
            });
            return Score.of(Math.sqrt(squares / (a.length - lost)));
        }
    }

    /** Gradient magnitudes of the grey image at half its size. */
    private record Edges(int width, int height, double[] magnitude) {

        /** @param after zeros appended to an odd side */
        static Edges of(MetricImage image, Luma luma, int after, Progress progress) {
            int width = image.width();
            Planes.Shrink half = new Planes.Shrink(width, image.height(), 2, 0, after, Planes.Beyond.ZERO);
            double[] grey = half.apply(() -> {
                double[][] levels = new double[3][width];
                return (y, target) -> luma.fill(image, y * width, (y + 1) * width, levels, target);
            }, progress);
            return new Edges(half.newWidth(), half.newHeight(),
                Planes.prewitt(grey, half.newWidth(), half.newHeight(), progress));
        }
    }
}
