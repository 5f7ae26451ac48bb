// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricInput;

/** The peak signal-to-noise ratio with the constant of piq and pyiqa, in decibels. */
public final class PsnrCapped implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("psnr_capped", "PSNR (at most 80 dB)")
        .variant("10 log10(1 / (MSE of [0, 1] + 1e-8)), as piq and pyiqa: equal images score 80")
        .range(Double.NEGATIVE_INFINITY, 80).perfect(80).symmetric().needs(Need.REFERENCE)
        .colour("all channels together", Channels.ANY)
        .citation(Decibels.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        double unit = Differences.meanSquare(input, progress) / (255.0 * 255);
        return Score.of(10 * StrictMath.log10(1 / (unit + 1e-8)));
    }
}
