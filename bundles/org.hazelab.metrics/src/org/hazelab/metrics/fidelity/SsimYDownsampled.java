// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** The structural similarity of the rounded luma after making it smaller, as the authors' ssim.m does. */
public final class SsimYDownsampled implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ssim_y_downsampled", "SSIM (Y, downsampled)")
        .variant("Gaussian window of 11 x 11, sigma 1.5, negative contrast terms count as 0, "
            + "after means of f x f pixels, f = round(shorter side / 256)")
        .range(0, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour(Luma.YIQ_ROUNDED.toString(), Channels.GREY_OR_RGB)
        .border("only windows that lie inside the image").smallestSide(11)
        .citation(Ssim.CITATION)
        .version(2)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Ssim.ofSmallerLuma(input, progress));
    }
}
