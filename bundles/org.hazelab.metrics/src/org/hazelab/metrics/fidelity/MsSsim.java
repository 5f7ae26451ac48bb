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

/** The structural similarity at five scales of the rounded luma: what pyiqa calls ms_ssim. */
public final class MsSsim implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ms_ssim", "MS-SSIM")
        .variant("five scales, Gaussian window of 11 x 11, sigma 1.5, "
            + "odd sides get a zero in front before they are halved, as pyiqa")
        .range(0, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour(Luma.YIQ_ROUNDED.toString(), Channels.GREY_OR_RGB)
        .border("only windows that lie inside the image").smallestSide(MultiScale.SMALLEST_SIDE)
        .citation(MultiScale.CITATION)
        .version(2)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(MultiScale.ofLuma(input, progress));
    }
}
