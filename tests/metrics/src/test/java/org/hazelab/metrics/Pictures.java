// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.Arrays;
import java.util.Random;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/** Pictures made by formula, for tests. */
public final class Pictures {

    private static final double[] AIRLIGHT = {220, 224, 230};

    private Pictures() {
    }

    /** A number of a channel at a place. */
    private interface Formula {
        double at(int channel, int x, int y);
    }

    /** The clean picture of docs/goldens.md, "Pictures of the metrics": 8 bits, red, green, blue. */
    public static FloatImage clean(int width, int height) {
        return draw(width, height, Pictures::clean);
    }

    /** The hazy picture of docs/goldens.md, "Pictures of the metrics". */
    public static FloatImage hazy(int width, int height) {
        return hazy(width, height, 0.35, 0.5);
    }

    /**
     * The clean image in haze whose transmission grows from {@code top} at the first row by {@code growth} to the last.
     */
    public static FloatImage hazy(int width, int height, double top, double growth) {
        return draw(width, height, (c, x, y) -> {
            double t = top + growth * y / (height - 1);
            return toByte(clean(c, x, y)) * t + AIRLIGHT[c] * (1 - t);
        });
    }

    private static FloatImage draw(int width, int height, Formula formula) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.plane(c)[y * width + x] = (float)toByte(formula.at(c, x, y));
                }
            }
        }
        return image;
    }

    private static double clean(int channel, int x, int y) {
        double turn = 2 * Math.PI;
        return switch (channel) {
            case 0 -> 127.5 + 80 * Math.sin(turn * (x / 37.0 + y / 91.0)) + 30 * Math.cos(turn * x * y / 5000);
            case 1 -> 127.5 + 70 * Math.cos(turn * (x / 53.0 - y / 29.0)) + 25 * Math.sin(turn * (x + 2 * y) / 11);
            default -> 100 + 60 * Math.sin(turn * y / 47) + 40 * Math.sin(turn * x / 17);
        };
    }

    private static double toByte(double value) {
        return Math.max(0, Math.min(255, Math.rint(value)));
    }

    /** One channel of an image. */
    public static FloatImage channel(FloatImage image, int channel) {
        return FloatImage.of(image.width(), image.height(), image.range(), image.plane(channel));
    }

    /** A copy whose pixels {@code v} are {@code scale * v + offset}, under a range that moves along. */
    public static FloatImage affine(FloatImage image, double scale, double offset) {
        float[][] planes = new float[image.channels()][image.pixels()];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)(scale * image.plane(c)[i] + offset);
            }
        }
        double min = scale * image.range().min() + offset;
        double max = scale * image.range().max() + offset;
        return FloatImage.of(image.width(), image.height(),
            new ValueRange((float)Math.min(min, max), (float)Math.max(min, max)), planes);
    }

    /** A copy with Gaussian noise of a standard deviation in its own units, rounded and clipped to 8 bits. */
    public static FloatImage noisy(FloatImage image, double sigma, long seed) {
        Random random = new Random(seed);
        float[][] planes = new float[image.channels()][image.pixels()];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)toByte(image.plane(c)[i] + sigma * random.nextGaussian());
            }
        }
        return FloatImage.of(image.width(), image.height(), image.range(), planes);
    }

    /** The generator of docs/goldens.md: s = 1664525 s + 1013904223 modulo 2^32, as u = s / 2^32 - 0.5. */
    public static double[] congruential(int seed, int count) {
        double[] numbers = new double[count];
        int state = seed;
        for (int i = 0; i < count; i++) {
            state = 1664525 * state + 1013904223;
            numbers[i] = Integer.toUnsignedLong(state) / 4294967296.0 - 0.5;
        }
        return numbers;
    }

    /** One number everywhere. */
    public static FloatImage flat(int width, int height, int channels, float value) {
        FloatImage image = FloatImage.zeros(width, height, channels, ValueRange.UINT8);
        for (int c = 0; c < channels; c++) {
            Arrays.fill(image.plane(c), value);
        }
        return image;
    }
}
