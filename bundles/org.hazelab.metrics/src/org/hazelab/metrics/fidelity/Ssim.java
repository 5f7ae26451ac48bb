// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.Derived;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** The structural similarity with the published window, mean over the channels; and what its variants share. */
public final class Ssim implements ImageMetric {

    static final String CITATION = "Wang, Bovik, Sheikh, Simoncelli: Image quality assessment: from error visibility "
        + "to structural similarity. IEEE Transactions on Image Processing 13(4), 2004";

    static final Similarity.Rule PUBLISHED = Similarity.Rule.of(Window.GAUSSIAN_11, 255, false);
    static final Similarity.Rule CLIPPED = Similarity.Rule.of(Window.GAUSSIAN_11, 255, true);
    static final Similarity.Rule UNIFORM = Similarity.Rule.of(Window.UNIFORM_7, 255, false);

    private static final MetricInfo INFO = MetricInfo.of("ssim", "SSIM")
        .variant("Gaussian window of 11 x 11, sigma 1.5")
        .range(-1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("mean over the channels", Channels.ANY)
        .border("only windows that lie inside the image").smallestSide(11)
        .citation(CITATION)
        .build();

    private static final Derived<Pool> SMALLER_LUMA =
        (image, progress) -> smaller(image, image.get(Luma.YIQ_ROUNDED, progress), progress);

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(ofChannels(input, PUBLISHED, progress));
    }

    /** The mean over the channels. */
    static double ofChannels(MetricInput input, Similarity.Rule rule, Progress progress) {
        MetricImage image = input.image();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            sum += Similarity.of(image.level(c, progress), input.reference().level(c, progress), image.width(),
                image.height(), rule, progress).whole();
        }
        return sum / image.channels();
    }

    /** That of the rounded luma. */
    static double ofLuma(MetricInput input, Similarity.Rule rule, Progress progress) {
        MetricImage image = input.image();
        return Similarity.of(image.get(Luma.YIQ_ROUNDED, progress), input.reference().get(Luma.YIQ_ROUNDED, progress),
            image.width(), image.height(), rule, progress).whole();
    }

    /** The mean over the channels, each made smaller first. */
    static double ofSmallerChannels(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            sum += compare(smaller(image, image.level(c, progress), progress),
                smaller(image, input.reference().level(c, progress), progress), PUBLISHED, progress);
        }
        return sum / image.channels();
    }

    /** That of the rounded luma, made smaller first. */
    static double ofSmallerLuma(MetricInput input, Progress progress) {
        return compare(input.image().get(SMALLER_LUMA, progress), input.reference().get(SMALLER_LUMA, progress),
            CLIPPED, progress);
    }

    private static Pool smaller(MetricImage size, double[] plane, Progress progress) {
        return Pool.by(Pool.factor(size.width(), size.height()), plane, size.width(), size.height(), progress);
    }

    private static double compare(Pool a, Pool b, Similarity.Rule rule, Progress progress) {
        return Similarity.of(a.plane(), b.plane(), a.width(), a.height(), rule, progress).whole();
    }
}
