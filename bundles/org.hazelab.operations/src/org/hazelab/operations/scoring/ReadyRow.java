// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.MetricInput;

/**
 * A row made ready: what is compared, and what is scored alone, which is never resized.
 *
 * @param pair image and reference of one size if that is wanted; null if {@code pairObstacle} says why
 * @param alone the image as it came; null if {@code aloneObstacle} says why
 */
record ReadyRow(@Nullable MetricInput pair, @Nullable MetricInput alone, @Nullable String pairObstacle,
    @Nullable String aloneObstacle) {

    static ReadyRow of(FloatImage image, @Nullable FloatImage reference, ScoreMetrics.Config config,
        Progress progress) {
        // A grey image that was saved as RGB goes with one of one channel.
        return reference == null ? made(image, null, config, progress)
            : made(GreyChannel.like(image, reference), GreyChannel.like(reference, image), config, progress);
    }

    private static ReadyRow made(FloatImage image, @Nullable FloatImage reference, ScoreMetrics.Config config,
        Progress progress) {
        String unfit = unfit("image", image, config.border());
        if (unfit != null) {
            return new ReadyRow(null, null, unfit, unfit);
        }
        FloatImage own = crop(image, config.border());
        if (reference == null) {
            MetricInput alone = MetricInput.of(own, null, config.dataRange());
            return new ReadyRow(alone, alone, null, null);
        }
        String unfitReference = unfit("reference", reference, config.border());
        if (unfitReference != null) {
            return new ReadyRow(null, MetricInput.of(own, null, config.dataRange()), unfitReference, null);
        }
        FloatImage beside = crop(reference, config.border());
        MetricInput alone = MetricInput.of(own, beside, config.dataRange());
        if (image.width() == reference.width() && image.height() == reference.height()) {
            return new ReadyRow(alone, alone, null, null);
        }
        if (config.resizing() == ScoreMetrics.Resizing.CROP_REFERENCE && image.width() <= reference.width()
            && image.height() <= reference.height()) {
            FloatImage centre = crop(reference, (reference.width() - image.width()) / 2 + config.border(),
                (reference.height() - image.height()) / 2 + config.border(), own.width(), own.height());
            return new ReadyRow(MetricInput.of(own, centre, config.dataRange()), alone, null, null);
        }
        if (config.resizing().interpolation == null) {
            // Not cropped, so that the reason names the sizes that the user knows.
            return new ReadyRow(MetricInput.of(image, reference, config.dataRange()), alone, null, null);
        }
        FloatImage resized = Resize.to(image, reference.width(), reference.height(), config.resizing().interpolation,
            progress);
        return new ReadyRow(MetricInput.of(crop(resized, config.border()), beside, config.dataRange()), alone, null,
            null);
    }

    /** What is scored where there is no {@link #obstacle}. */
    MetricInput input(MetricInfo info) {
        return Objects.requireNonNull(info.needs(Need.REFERENCE) ? pair : alone);
    }

    /** Why there is nothing to score; null if there is. */
    @Nullable
    String obstacle(MetricInfo info) {
        String obstacle = info.needs(Need.REFERENCE) ? pairObstacle : aloneObstacle;
        return obstacle != null ? obstacle : Scoring.obstacle(info, input(info)).orElse(null);
    }

    private static @Nullable String unfit(String what, FloatImage image, int border) {
        if (image.slices() != 1) {
            return "The " + what + " is a stack of " + image.slices() + " slices, and metrics score plain images";
        }
        if (2L * border >= Math.min(image.width(), image.height())) {
            return "The " + what + " has " + image.width() + " x " + image.height() + " pixels, and nothing is left "
                + "without a border of " + border;
        }
        return null;
    }

    private static FloatImage crop(FloatImage image, int border) {
        return border == 0 ? image
            : crop(image, border, border, image.width() - 2 * border, image.height() - 2 * border);
    }

    private static FloatImage crop(FloatImage image, int left, int top, int width, int height) {
        float[][] planes = new float[image.channels()][width * height];
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(image.plane(c), (y + top) * image.width() + left, planes[c], y * width, width);
            }
        }
        return FloatImage.of(width, height, image.range(), planes);
    }
}
