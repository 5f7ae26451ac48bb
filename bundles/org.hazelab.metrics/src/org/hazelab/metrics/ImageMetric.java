// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.concurrent.CancellationException;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricInput;

/** A metric that scores one image, beside its reference or alone. */
public non-sealed interface ImageMetric extends Metric {

    /**
     * Scores an image. Called through {@link Scoring#score}, which has made sure of all that {@link #info()} asks for:
     * the reference and its size, the channels, the smallest side, finite pixels.
     *
     * @return the value, or the reason why this image has none, such as flat content; never a stand-in number
     * @throws CancellationException if the user has cancelled
     */
    Score score(MetricInput input, Progress progress);
}
