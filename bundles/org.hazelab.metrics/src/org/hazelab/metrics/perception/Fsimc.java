// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricInput;

/** Feature similarity index, with the colours' similarity. */
public final class Fsimc implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("fsimc", "FSIMc")
        .variant(FeatureSimilarity.VARIANT + "; T3 = T4 = 200, lambda 0.03")
        .range(0, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("YIQ; grey three times", Channels.GREY_OR_RGB)
        .border(FeatureSimilarity.BORDER)
        .smallestSide(16)
        .citation(FeatureSimilarity.CITATION)
        .version(2)
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        return FeatureSimilarity.of(input, true, progress);
    }
}
