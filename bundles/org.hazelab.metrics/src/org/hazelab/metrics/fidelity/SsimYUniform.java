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

/** The structural similarity of the rounded luma with the default window of scikit-image. */
public final class SsimYUniform implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ssim_y_uniform", "SSIM (Y, 7 x 7)")
        .variant("uniform window of 7 x 7, unbiased covariances, as scikit-image")
        .range(-1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour(Luma.YIQ_ROUNDED.toString(), Channels.GREY_OR_RGB)
        .border("only windows that lie inside the image").smallestSide(7)
        .citation(Ssim.CITATION)
        .version(2)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Ssim.ofLuma(input, Ssim.UNIFORM, progress));
    }
}
