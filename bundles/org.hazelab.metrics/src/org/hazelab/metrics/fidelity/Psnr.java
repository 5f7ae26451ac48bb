// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricInput;

/** The peak signal-to-noise ratio over all pixels and channels, in decibels. */
public final class Psnr implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("psnr", "PSNR")
        .variant("10 log10(255^2 / MSE), without a constant: equal images score infinity")
        .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        .perfect(Double.POSITIVE_INFINITY).symmetric().needs(Need.REFERENCE)
        .colour("all channels together", Channels.ANY)
        .citation(Decibels.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Decibels.of(Differences.meanSquare(input, progress)));
    }
}
