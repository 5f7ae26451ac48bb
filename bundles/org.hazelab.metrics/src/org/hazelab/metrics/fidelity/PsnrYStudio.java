// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricInput;

/** The peak signal-to-noise ratio of the luma of BT.601 with its range of 16 to 235, in decibels. */
public final class PsnrYStudio implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("psnr_y_studio", "PSNR (Y of BT.601)")
        .variant("of the luma of YCbCr, not rounded, peak 255, as BasicSR and MATLAB papers")
        .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        .perfect(Double.POSITIVE_INFINITY).symmetric().needs(Need.REFERENCE)
        .colour(Luma.STUDIO.toString(), Channels.GREY_OR_RGB)
        .citation(Decibels.CITATION)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Decibels.of(Differences.meanSquare(input, Luma.STUDIO, progress)));
    }
}
