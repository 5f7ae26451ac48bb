// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;

/** Scores for tests, over the data range that images declare. */
public final class Scores {

    private Scores() {
    }

    /** The score of an image by the metric of a name. */
    public static Score score(String id, FloatImage image, FloatImage reference) {
        return score(MetricCatalog.builtIn().find(id).orElseThrow(), image, reference, new DataRange.Declared());
    }

    /** The score that there is. */
    public static double value(String id, FloatImage image, FloatImage reference) {
        Score score = score(id, image, reference);
        assertFalse(score.isMissing(), () -> id + ": " + score.reason());
        return score.value();
    }

    /** The score of an image; a table metric takes it for a table of one row. */
    public static Score score(Metric metric, FloatImage image, FloatImage reference, DataRange range) {
        MetricInput input = MetricInput.of(image, reference, range);
        if (metric instanceof ImageMetric single) {
            return Scoring.score(single, input, Progress.NONE);
        }
        TableMetric.Fit fit = ((TableMetric)metric).newFit();
        boolean usable = Scoring.obstacle(metric.info(), input).isEmpty();
        while (fit.needsPass()) {
            if (usable) {
                fit.add(input, Progress.NONE);
            }
            fit.endPass();
        }
        return Scoring.score(fit.fitted(), input, Progress.NONE);
    }
}
