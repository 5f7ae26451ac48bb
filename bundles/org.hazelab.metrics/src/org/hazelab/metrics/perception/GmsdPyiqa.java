// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** Gradient magnitude similarity deviation as the Python package pyiqa computes it. */
public final class GmsdPyiqa implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("gmsd_pyiqa", "GMSD (pyiqa)")
        .variant(
            "as pyiqa: grey rounded to whole levels, deviation over n - 1, last row or column of odd sides left out")
        .lowerIsBetter().range(0, 1).perfect(0).symmetric().needs(Need.REFERENCE)
        .colour(Luma.YIQ_ROUNDED.toString(), Channels.GREY_OR_RGB)
        .border("zeros")
        .smallestSide(4)
        .citation(Gmsd.CITATION)
        .version(2)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return Score.of(GradientDeviation.PYIQA.of(input, progress));
    }
}
