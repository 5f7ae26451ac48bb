// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.augmentation;

import org.hazelab.imaging.random.RandomStream;

/**
 * One of the six changes that HazeFlow's Distillation draws from (its published code), with Pillow's arithmetic on 8
 * bits.
 *
 * @param kind which one
 * @param amount a factor from 0 to 1, whole bits or a radius, see {@link Kind}
 */
public record Enhancement(Kind kind, double amount) {

    /** What happens to the image. */
    public enum Kind {
        /** Contrast, factor .05 to .95: the share of the difference to the mean luma that is left. */
        CONTRAST,
        /** Brightness, factor .05 to .95. */
        BRIGHTNESS,
        /** Contrast again, factor .25 to .95. */
        MILD_CONTRAST,
        /** The upper 4 to 7 bits; 8, the end of the published range, has the probability 0. */
        POSTERIZE,
        /** Sharpness, factor .05 to .95: less of it, as the factor is below 1. */
        SHARPNESS,
        /** Gaussian blur of radius 1, 3 or 5 (probabilities .404, .404, .192). */
        BLUR
    }

    private static final double BLUR_SPAN = 4.95;

    /** Draws a kind, each with the same probability, and an amount. */
    public static Enhancement draw(RandomStream random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Enhancement(kind, switch (kind) {
            case CONTRAST, BRIGHTNESS, SHARPNESS -> random.nextDouble(0.05, 0.95);
            case MILD_CONTRAST -> random.nextDouble(0.25, 0.95);
            case POSTERIZE -> Math.min(7, (int)random.nextDouble(4, 8));
            case BLUR -> blurRadius(random.nextDouble());
        });
    }

    static int blurRadius(double uniform) {
        int size = (int)(BLUR_SPAN * uniform);
        return size % 2 == 0 ? size + 1 : size;
    }

    /** Whether it needs the mean luma of the whole image. */
    boolean needsMean() {
        return kind == Kind.CONTRAST || kind == Kind.MILD_CONTRAST;
    }

    /** How many pixels around a pixel it looks at. */
    int reach() {
        return switch (kind) {
            case SHARPNESS -> 1;
            case BLUR -> EightBit.reach((int)amount);
            default -> 0;
        };
    }

    /** @param mean the {@link EightBit#meanLuma} of the whole image, where it is needed */
    EightBit apply(EightBit image, int mean) {
        return switch (kind) {
            case CONTRAST, MILD_CONTRAST -> image.towards(mean, amount);
            case BRIGHTNESS -> image.towards(0, amount);
            case POSTERIZE -> image.posterized((int)amount);
            case SHARPNESS -> image.sharpened(amount);
            case BLUR -> image.blurred((int)amount);
        };
    }
}
