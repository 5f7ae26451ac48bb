// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** Pixel by pixel work, cut into spans so that it is spread over the processors and can be cancelled. */
final class Spans {

    /** A millisecond or so, whatever is done to the pixels. */
    static final int PIXELS_PER_PIECE = 1 << 14;

    private Spans() {
    }

    /** Computes the pixels from {@code start} to {@code end}, exclusive, of a plane. */
    @FunctionalInterface
    interface Work {
        void run(float[] from, float[] to, int start, int end);
    }

    /** A new image whose planes are computed from those of a single-slice image. */
    static FloatImage map(FloatImage image, ValueRange range, Progress progress, Work work) {
        float[][] planes = new float[image.channels()][image.pixels()];
        Parallel.pieces(image.pixels(), PIXELS_PER_PIECE, progress, (start, end) -> {
            for (int c = 0; c < planes.length; c++) {
                work.run(image.plane(c), planes[c], start, end);
            }
        });
        return FloatImage.of(image.width(), image.height(), range, planes);
    }

    /** As {@link FloatImage#mapRange}. */
    static FloatImage mapRange(FloatImage image, ValueRange target, Progress progress) {
        ValueRange source = image.range();
        if (source.equals(target)) {
            return image;
        }
        return map(image, target, progress, (from, to, start, end) -> {
            for (int i = start; i < end; i++) {
                to[i] = target.denormalize(source.normalize(from[i]));
            }
        });
    }

    /** The image cut at 0 and 1; NaN stays NaN. */
    static FloatImage clipped(FloatImage image, Progress progress) {
        return map(image, image.range(), progress, (from, to, start, end) -> {
            for (int i = start; i < end; i++) {
                to[i] = clipped(from[i]);
            }
        });
    }

    static float clipped(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
