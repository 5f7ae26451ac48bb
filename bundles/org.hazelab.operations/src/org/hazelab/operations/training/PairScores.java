// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.recipe.PairScorer;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;

/** PSNR of all channels, at most 80 dB, and SSIM, the mean over the channels: of the metrics, as nodes show them. */
public final class PairScores implements PairScorer {

    private static final ImageMetric PSNR = metric("psnr_capped");
    private static final ImageMetric SSIM = metric("ssim");

    private static ImageMetric metric(String id) {
        return (ImageMetric)MetricCatalog.builtIn().find(id).orElseThrow();
    }

    @Override
    public double psnr(FloatImage dehazed, FloatImage clean) throws HazeLabException {
        return score(PSNR, dehazed, clean);
    }

    @Override
    public double ssim(FloatImage dehazed, FloatImage clean) throws HazeLabException {
        return score(SSIM, dehazed, clean);
    }

    private static double score(ImageMetric metric, FloatImage dehazed, FloatImage clean) throws HazeLabException {
        Score score = Scoring.score(metric, MetricInput.of(dehazed, clean, new DataRange.Declared()), Progress.NONE);
        if (score.isMissing()) {
            throw new HazeLabException("A dehazed image has no " + metric.info().title() + ": " + score.reason(),
                "Choose other pairs for validation");
        }
        return score.value();
    }
}
