// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** Gradient magnitude similarity deviation as published. */
public final class Gmsd implements ImageMetric {

    static final String CITATION =
        "Xue, Zhang, Mou, Bovik: Gradient Magnitude Similarity Deviation: A Highly Efficient "
            + "Perceptual Image Quality Index. IEEE Transactions on Image Processing 23(2), 2014";

    private static final MetricInfo INFO = MetricInfo.of("gmsd", "GMSD")
        .variant("as published: Prewitt gradients at half size, c = 170, grey not rounded, deviation over n")
        .lowerIsBetter().range(0, 1).perfect(0).symmetric().needs(Need.REFERENCE)
        .colour(Luma.YIQ.toString(), Channels.GREY_OR_RGB)
        .border("zeros")
        .smallestSide(4)
        .citation(CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(GradientDeviation.PUBLISHED.of(input, progress));
    }
}
