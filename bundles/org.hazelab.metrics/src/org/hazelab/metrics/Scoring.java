// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.Optional;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;

/** Scoring under the conditions that a metric declares. */
public final class Scoring {

    private Scoring() {
    }

    /**
     * Scores an image with a metric, or says why it cannot.
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static Score score(ImageMetric metric, MetricInput input, Progress progress) {
        Optional<String> obstacle = obstacle(metric.info(), input);
        return obstacle.isPresent() ? Score.missing(obstacle.get()) : metric.score(input, progress);
    }

    /** Why an input lacks something that a metric declares to need: one sentence without a full stop, if so. */
    public static Optional<String> obstacle(MetricInfo info, MetricInput input) {
        String obstacle = null;
        if (info.needs(Need.REFERENCE)) {
            obstacle = input.hasReference() ? mismatch(input.image(), input.reference())
                : "There is no reference image";
        }
        if (obstacle == null) {
            obstacle = unfit(info, input.image());
        }
        if (obstacle == null && info.scale() != Scale.RAW) {
            obstacle = input.rangeObstacle().orElse(null);
        }
        if (obstacle == null && !input.image().isFinite()) {
            obstacle = "The image has pixels that are not finite numbers";
        }
        if (obstacle == null && info.needs(Need.REFERENCE) && !input.reference().isFinite()) {
            obstacle = "The reference has pixels that are not finite numbers";
        }
        return Optional.ofNullable(obstacle);
    }

    private static @Nullable String mismatch(MetricImage image, MetricImage reference) {
        if (image.width() != reference.width() || image.height() != reference.height()) {
            return "The image has " + image.size() + " pixels, its reference " + reference.size();
        }
        if (image.channels() != reference.channels()) {
            return "The image has " + channels(image.channels()) + ", its reference " + channels(reference.channels());
        }
        return null;
    }

    private static @Nullable String unfit(MetricInfo info, MetricImage image) {
        if (!info.channels().accepts(image.channels())) {
            return "The image has " + channels(image.channels()) + "; " + info.title() + " takes " + info.channels();
        }
        if (Math.min(image.width(), image.height()) < info.smallestSide()) {
            return "The image has " + image.size() + " pixels; " + info.title() + " needs at least "
                + info.smallestSide() + " x " + info.smallestSide();
        }
        return null;
    }

    private static String channels(int count) {
        return count + (count == 1 ? " channel" : " channels");
    }
}
