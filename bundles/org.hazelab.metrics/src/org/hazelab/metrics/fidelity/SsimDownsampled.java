// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** The structural similarity after making the image smaller as the authors recommend, mean over the channels. */
public final class SsimDownsampled implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ssim_downsampled", "SSIM (downsampled)")
        .variant("Gaussian window of 11 x 11, sigma 1.5, "
            + "after means of f x f pixels, f = round(shorter side / 256), as piq")
        .range(-1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("mean over the channels", Channels.ANY)
        .border("only windows that lie inside the image").smallestSide(11)
        .citation(Ssim.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Ssim.ofSmallerChannels(input, progress));
    }
}
