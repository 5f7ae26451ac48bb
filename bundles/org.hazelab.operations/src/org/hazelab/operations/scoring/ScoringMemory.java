// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Optional;

import org.hazelab.imaging.ImageSize;

/** How much memory scoring takes, estimated from above before anything is read. */
public final class ScoringMemory {

    /**
     * Of a pixel that FSIM works on, most of it transforms: measured 420 with two processors and 570 with 16, all
     * metrics of a pair of colour images.
     */
    private static final double BYTES_A_SMALL_PIXEL = 600;
    /** Of any pixel beside its numbers: measured 92 with them for a colour pair of 2048 x 2048, 62 for a grey one. */
    private static final double BYTES_A_PIXEL = 40;
    /** FSIM and VSI work on an image that is shrunk to a shorter side of about this many pixels. */
    private static final double SMALL_SIDE = 256;
    /** A number of an image as it is stored, and as the level that metrics work with. */
    private static final double BYTES_A_NUMBER = Float.BYTES + Double.BYTES;

    private ScoringMemory() {
    }

    /**
     * The bytes that an image and its reference take while all metrics score them; those of an unknown size count as
     * none. In floating point, since declared sizes overflow a long.
     */
    public static double bytes(Optional<ImageSize> image, Optional<ImageSize> reference) {
        return image.map(ScoringMemory::numbers).orElse(0.0) + reference.map(ScoringMemory::numbers).orElse(0.0)
            + image.map(ScoringMemory::work).orElse(0.0);
    }

    private static double numbers(ImageSize size) {
        return (double)size.width() * size.height() * size.channels() * size.slices() * BYTES_A_NUMBER;
    }

    /** Planes of levels and luma, and what FSIM and VSI make of a smaller image. */
    private static double work(ImageSize size) {
        double factor = Math.max(1, Math.rint(Math.min(size.width(), size.height()) / SMALL_SIDE));
        return (double)size.width() * size.height() * (BYTES_A_PIXEL + BYTES_A_SMALL_PIXEL / (factor * factor));
    }
}
