// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricInput;

/** The mean squared difference of levels of 0..255. */
public final class Mse implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("mse", "MSE")
        .variant("mean squared difference of levels of 0..255")
        .lowerIsBetter().range(0, Double.POSITIVE_INFINITY).perfect(0).symmetric().needs(Need.REFERENCE)
        .colour("all channels together", Channels.ANY)
        .citation("Wang, Bovik: Mean squared error: love it or leave it? IEEE Signal Processing Magazine 26(1), 2009")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(Differences.meanSquare(input, progress));
    }
}
