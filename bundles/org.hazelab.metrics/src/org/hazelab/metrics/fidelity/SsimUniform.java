// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** The structural similarity with the default window of scikit-image, mean over the channels. */
public final class SsimUniform implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ssim_uniform", "SSIM (7 x 7)")
        .variant("uniform window of 7 x 7, unbiased covariances, as scikit-image")
        .range(-1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("mean over the channels", Channels.ANY)
        .border("only windows that lie inside the image").smallestSide(7)
        .citation(Ssim.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Ssim.ofChannels(input, Ssim.UNIFORM, progress));
    }
}
