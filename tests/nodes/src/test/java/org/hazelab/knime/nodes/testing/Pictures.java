// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;

/** Pictures made by formula, the same on every machine: no function is used but + - * / and floor. */
public final class Pictures {

    private Pictures() {
    }

    /** Whole numbers over the range of 8 bits that differ in every channel, row and column. */
    public static FloatImage pattern(final int width, final int height, final int channels) {
        return pattern(width, height, channels, ValueRange.UINT8, 255);
    }

    /** Whole numbers over the range of 16 bits, most of them no multiple of 257. */
    public static FloatImage pattern16(final int width, final int height, final int channels) {
        return pattern(width, height, channels, ValueRange.UINT16, 65535);
    }

    private static FloatImage pattern(final int width, final int height, final int channels, final ValueRange range,
        final int most) {
        FloatImage image = FloatImage.zeros(width, height, channels, range);
        for (int c = 0; c < channels; c++) {
            float[] plane = image.plane(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (int)((i % width * 40503L + i / width * 9173L + c * 30011L) % (most + 1));
            }
        }
        return image;
    }

    /** Floats from -0.25 to 1.25 whose range is [0, 1]. */
    public static FloatImage floats(final int width, final int height, final int channels) {
        FloatImage image = pattern(width, height, channels);
        for (int c = 0; c < channels; c++) {
            float[] plane = image.plane(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = plane[i] / 170 - 0.25f;
            }
        }
        return image.withRange(ValueRange.UNIT);
    }

    /** A scene with dark texture under haze that grows towards the top until it hides it: 8 bits, colour. */
    public static FloatImage hazy(final int width, final int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                double t = 0.02 + 0.9 * y / height;
                for (int x = 0; x < width; x++) {
                    double clean = (x * 7 + y * 13 + c * 29) % 64 / 63.0 * 0.8;
                    image.plane(c)[y * width + x] =
                        (float)Math.floor(255 * (clean * t + (0.86 + 0.04 * c) * (1 - t)) + 0.5);
                }
            }
        }
        return image;
    }

    /** A scene without haze, with something black in every patch: 8 bits, colour. */
    public static FloatImage clear(final int width, final int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < width * height; i++) {
                image.plane(c)[i] = (i % width + i / width) % 3 == c ? 0 : 60 + (i * 31 + c * 57) % 190;
            }
        }
        return image;
    }

    /** One value a channel everywhere. */
    public static FloatImage constant(final int width, final int height, final ValueRange range,
        final float... channels) {
        FloatImage image = FloatImage.zeros(width, height, channels.length, range);
        for (int c = 0; c < channels.length; c++) {
            Arrays.fill(image.plane(c), channels[c]);
        }
        return image;
    }

    /** A stack of slices of {@link #pattern}, each with one more added to its pixels. */
    public static FloatImage stack(final int width, final int height, final int slices) {
        float[][] planes = new float[slices][];
        for (int s = 0; s < slices; s++) {
            planes[s] = pattern(width, height, 1).plane(0).clone();
            for (int i = 0; i < planes[s].length; i++) {
                planes[s][i] = (planes[s][i] + s) % 256;
            }
        }
        return FloatImage.stack(width, height, 1, ValueRange.UINT8, planes);
    }

    /** The same pixels in arrays of their own. */
    public static FloatImage copy(final FloatImage image) {
        float[][] planes = new float[image.slices() * image.channels()][];
        for (int p = 0; p < planes.length; p++) {
            planes[p] = image.plane(p / image.channels(), p % image.channels()).clone();
        }
        return FloatImage.stack(image.width(), image.height(), image.channels(), image.range(), planes);
    }

    /** The largest difference of two images of the same shape, NaN being equal to NaN alone. */
    public static double difference(final FloatImage one, final FloatImage other) {
        double largest = 0;
        for (int c = 0; c < one.channels(); c++) {
            for (int i = 0; i < one.pixels(); i++) {
                float a = one.plane(c)[i];
                float b = other.plane(c)[i];
                if (Float.isNaN(a) != Float.isNaN(b)) {
                    return Double.POSITIVE_INFINITY;
                }
                largest = Float.isNaN(a) ? largest : Math.max(largest, Math.abs((double)a - b));
            }
        }
        return largest;
    }

    /** Prediction, deviation and ground truth in counts: normal errors of 1.5 times the deviation and 2 more. */
    public static FloatImage[] uncertain(final int width, final int height, final long seed) {
        RandomStream random = RandomStream.of(seed);
        float[][] planes = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            double deviation = random.nextDouble(5, 40);
            double truth = random.nextDouble(100, 1000);
            planes[0][i] = (float)(truth + (1.5 * deviation + 2) * random.nextGaussian());
            planes[1][i] = (float)deviation;
            planes[2][i] = (float)truth;
        }
        FloatImage[] images = new FloatImage[3];
        for (int p = 0; p < 3; p++) {
            images[p] = FloatImage.of(width, height, ValueRange.UINT16, planes[p]);
        }
        return images;
    }
}
