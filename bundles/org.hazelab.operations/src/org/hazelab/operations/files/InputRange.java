// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageInfo;
import org.hazelab.imaging.task.Progress;

/** Which value range the images of a file get: what is black and white in them. Their numbers stay as they are. */
public sealed interface InputRange {

    /** What is said of an image of 9 to 16 bits whose file gives a range that it hardly uses. */
    String HARDLY_USED = "less than an eighth of the value range is used (choose the bits of the camera under \"Value "
        + "range\" if they are fewer than those of the file)";

    /** What is said of an image that leaves the range that was set. */
    String LEFT = "there are numbers outside of the value range that is set";

    /** The range that the file declares, or that its type of numbers implies. */
    record FromFile() implements InputRange {
        @Override
        public ValueRange of(FloatImage image, ImageInfo info) {
            return image.range();
        }
    }

    /**
     * 0 to 2^bits - 1 for whole numbers of more bits in the file; the file's range for all other images.
     *
     * @param bits 8 to 16
     */
    record Bits(int bits) implements InputRange {

        /** The fewest bits that can be set. */
        public static final int FEWEST = 8;
        /** The most bits that can be set. */
        public static final int MOST = 16;

        public Bits {
            if (bits < FEWEST || bits > MOST) {
                throw new IllegalArgumentException("The bits must be 8 to 16, got " + bits);
            }
        }

        @Override
        public ValueRange of(FloatImage image, ImageInfo info) {
            boolean applies = !info.floatingPoint() && info.bitDepth() > bits;
            return applies ? new ValueRange(0, (1 << bits) - 1) : image.range();
        }
    }

    /** The same range for every image. */
    record Fixed(ValueRange range) implements InputRange {
        @Override
        public ValueRange of(FloatImage image, ImageInfo info) {
            return range;
        }
    }

    /** The range of an image that was read. */
    ValueRange of(FloatImage image, ImageInfo info);

    /**
     * What to say of an image under the range that {@link #of} gave, as it follows "In 3 images ".
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    default Optional<String> remark(FloatImage image, ImageInfo info, Progress progress) {
        boolean fromFile = this instanceof FromFile;
        boolean deep = !info.floatingPoint() && info.bitDepth() > 8 && info.bitDepth() <= 16;
        if (fromFile && !deep) {
            return Optional.empty();
        }
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int p = 0; p < image.slices() * image.channels(); p++) {
            progress.checkCanceled();
            for (float v : image.plane(p / image.channels(), p % image.channels())) {
                min = Math.min(min, Float.isFinite(v) ? v : min);
                max = Math.max(max, Float.isFinite(v) ? v : max);
            }
        }
        ValueRange range = image.range();
        if (fromFile) {
            return Math.max(max, -min) < range.max() / 8 ? Optional.of(HARDLY_USED) : Optional.empty();
        }
        return min < range.min() || max > range.max() ? Optional.of(LEFT) : Optional.empty();
    }
}
