// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.HazeDraw.Purpose;
import org.hazelab.imaging.synthesis.recipe.NoiseKind;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** What happens to the image before the haze. All images here are in [0, 1]; NaN stays NaN. */
final class Degradations {

    private static final int SEEN_BITS = 11;
    private static final int SEEN = 1 << SEEN_BITS;
    /** Knuth's multiplicative hashing. */
    private static final int SCATTER = 0x9E3779B1;

    private Degradations() {
    }

    /** The image to the power of an exponent; negative pixels count as 0. */
    static FloatImage darkened(FloatImage image, double exponent, Progress progress) {
        return Spans.map(image, image.range(), progress, (from, to, start, end) -> {
            // most images have few different values, such as the 256 of 8 bits
            float[] seen = new float[SEEN];
            float[] powers = new float[SEEN];
            for (int i = start; i < end; i++) {
                int place = Float.floatToRawIntBits(from[i]) * SCATTER >>> 32 - SEEN_BITS;
                if (seen[place] != from[i]) {
                    seen[place] = from[i];
                    powers[place] = power(from[i], exponent);
                }
                to[i] = powers[place];
            }
        });
    }

    /** Three times faster than StrictMath.pow, and exact enough for a float. */
    private static float power(float value, double exponent) {
        return value <= 0 ? 0 : (float)StrictMath.exp(exponent * StrictMath.log(value));
    }

    /** The image with noise added, clipped to [0, 1]. Every row has its own stream. */
    static FloatImage noisy(FloatImage image, NoiseKind kind, int level, long seed, long number, Progress progress) {
        int channels = image.channels();
        int width = image.width();
        double[][] mixing = mixing(kind, level / 255.0, RandomStream.of(seed, number, Purpose.NOISE_COVARIANCE));
        float[][] planes = new float[channels][image.pixels()];
        Parallel.pieces(image.height(), Math.max(1, Spans.PIXELS_PER_PIECE / width), progress, (from, to) -> {
            double[] drawn = new double[channels];
            for (int y = from; y < to; y++) {
                RandomStream random = RandomStream.of(seed, number, Purpose.NOISE_FIELD, y);
                for (int i = y * width; i < (y + 1) * width; i++) {
                    for (int c = 0; c < channels; c++) {
                        drawn[c] = kind == NoiseKind.GREY && c > 0 ? drawn[0] : random.nextGaussian();
                    }
                    for (int c = 0; c < channels; c++) {
                        double noise = 0;
                        for (int k = 0; k <= c; k++) {
                            noise += mixing[c][k] * drawn[k];
                        }
                        planes[c][i] = Spans.clipped((float)(image.plane(c)[i] + noise));
                    }
                }
            }
        });
        return FloatImage.of(image.width(), image.height(), image.range(), planes);
    }

    /** The lower triangle that independent normal numbers are multiplied by. */
    private static double[][] mixing(NoiseKind kind, double sd, RandomStream random) {
        return kind == NoiseKind.CORRELATED ? ChannelCovariance.factor(ChannelCovariance.draw(sd, random))
            : new double[][] {{sd, 0, 0}, {0, sd, 0}, {0, 0, sd}};
    }
}
