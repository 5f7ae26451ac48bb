// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Derived;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.PixelLoop;

/** The deviation of the gradients' similarity over the pixels, in the forms that its users report. */
enum GradientDeviation {

    /** Grey not rounded, zeros appended to odd sides, deviation over n: the publication's formula, and piq. */
    PUBLISHED(Luma.YIQ, 1, 0),
    /** As published, but the deviation over n - 1, which is what MATLAB's std2 does: the authors' numbers. */
    MATLAB(Luma.YIQ, 1, 1),
    /** Grey rounded, last row or column of odd sides left out, deviation over n - 1: pyiqa. */
    PYIQA(Luma.YIQ_ROUNDED, 0, 1);

    /** The constant of the similarity, for levels of 0..255. */
    private static final double C = 170;

    private final int after;
    private final int lost;
    private final Derived<Edges> edges;

    GradientDeviation(Luma luma, int after, int lost) {
        this.after = after;
        this.lost = lost;
        this.edges = (image, progress) -> edges(image, luma, progress);
    }

    /** Gradient magnitudes of the grey image at half its size. */
    private record Edges(int width, int height, double[] magnitude) {
    }

    private Edges edges(MetricImage image, Luma luma, Progress progress) {
        Planes.Shrink half = new Planes.Shrink(image.width(), image.height(), 2, 0, after, Planes.Beyond.ZERO);
        double[] grey = half.apply(image.get(luma, progress), progress);
        return new Edges(half.newWidth(), half.newHeight(),
            Planes.prewitt(grey, half.newWidth(), half.newHeight(), progress));
    }

    double of(MetricInput input, Progress progress) {
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
        return Math.sqrt(squares / (a.length - lost));
    }
}
