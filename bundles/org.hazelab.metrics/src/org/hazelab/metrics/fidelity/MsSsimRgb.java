// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** The structural similarity at five scales, mean over the channels: as piq. */
public final class MsSsimRgb implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ms_ssim_rgb", "MS-SSIM (RGB)")
        .variant("five scales, Gaussian window of 11 x 11, sigma 1.5, "
            + "sides are halved after repeating the first pixel if one is odd, as piq")
        .range(0, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("mean over the channels", Channels.ANY)
        .border("only windows that lie inside the image").smallestSide(MultiScale.SMALLEST_SIDE)
        .citation(MultiScale.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(MultiScale.ofChannels(input, progress));
    }
}
