// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import java.util.Arrays;
import java.util.Random;

/** Pictures made by formula, for tests. */
public final class Pictures {

    private Pictures() {
    }

    /** HazeFlow's picture in docs/goldens.md: 320 x 240, three channels, whole numbers of 255 in [0, 1]. */
    public static FloatImage hazeFlowGolden() {
        int width = 320;
        int height = 240;
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UNIT);
        for (int c = 0; c < 3; c++) {
            for (int h = 0; h < height; h++) {
                for (int w = 0; w < width; w++) {
                    double value = 0.55 + 0.25 * Math.sin(0.07 * h + 0.5 * c) * Math.cos(0.05 * w)
                        + 0.15 * Math.sin(0.9 * h) * Math.sin(1.1 * w + c);
                    image.plane(c)[h * width + w] = (float)(Math.floor(255 * value) / 255);
                }
            }
        }
        return image;
    }

    /** The hazy picture of docs/goldens.md, "Pictures of the metrics", range [0, 255]. */
    public static FloatImage metricsHazy(int width, int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        double[] airlight = {220, 224, 230};
        for (int y = 0; y < height; y++) {
            double t = 0.35 + 0.5 * y / (height - 1);
            for (int x = 0; x < width; x++) {
                double[] clean = metricsClean(x, y);
                for (int c = 0; c < 3; c++) {
                    image.plane(c)[y * width + x] = (float)toByte(clean[c] * t + airlight[c] * (1 - t));
                }
            }
        }
        return image;
    }

    /** The clean picture of docs/goldens.md, "Pictures of the metrics", at a pixel. */
    private static double[] metricsClean(int x, int y) {
        double turn = 2 * Math.PI;
        return new double[] {
            toByte(127.5 + 80 * Math.sin(turn * (x / 37.0 + y / 91.0)) + 30 * Math.cos(turn * x * y / 5000)),
            toByte(127.5 + 70 * Math.cos(turn * (x / 53.0 - y / 29.0)) + 25 * Math.sin(turn * (x + 2 * y) / 11)),
            toByte(100 + 60 * Math.sin(turn * y / 47) + 40 * Math.sin(turn * x / 17))};
    }

    private static double toByte(double value) {
        return Math.max(0, Math.min(255, Math.rint(value)));
    }

    /** Uniform noise over the range. */
    public static FloatImage noise(int width, int height, int channels, ValueRange range, long seed) {
        Random random = new Random(seed);
        FloatImage image = FloatImage.zeros(width, height, channels, range);
        for (int c = 0; c < channels; c++) {
            float[] plane = image.plane(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = range.denormalize(random.nextFloat());
            }
        }
        return image;
    }

    /** A hazy scene of smooth haze over texture, whole numbers from 0 to 255. */
    public static FloatImage scene(int width, int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                double t = 0.25 + 0.7 * y / height;
                for (int x = 0; x < width; x++) {
                    double clean = 0.5 + 0.3 * StrictMath.sin(0.07 * y + 0.5 * c) * StrictMath.cos(0.05 * x)
                        + 0.2 * StrictMath.sin(0.9 * y) * StrictMath.sin(1.1 * x + c);
                    double hazy = Math.max(0, Math.min(1, clean)) * t + (0.88 + 0.03 * c) * (1 - t);
                    image.plane(c)[y * width + x] = (float)Math.floor(hazy * 255 + 0.5);
                }
            }
        }
        return image;
    }

    /** One value everywhere. */
    public static FloatImage constant(int width, int height, ValueRange range, float... channels) {
        FloatImage image = FloatImage.zeros(width, height, channels.length, range);
        for (int c = 0; c < channels.length; c++) {
            Arrays.fill(image.plane(c), channels[c]);
        }
        return image;
    }

    /** The same pixels in arrays of their own. */
    public static FloatImage copy(FloatImage image) {
        float[][] planes = new float[image.slices() * image.channels()][];
        for (int p = 0; p < planes.length; p++) {
            planes[p] = image.plane(p / image.channels(), p % image.channels()).clone();
        }
        return FloatImage.stack(image.width(), image.height(), image.channels(), image.range(), planes);
    }

    /** The mean of a plane. */
    public static double mean(float[] plane) {
        double sum = 0;
        for (float value : plane) {
            sum += value;
        }
        return sum / plane.length;
    }

    /** The largest difference of two planes. */
    public static double difference(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = Math.abs((double)one[i] - other[i]);
            largest = difference <= largest ? largest : difference;
        }
        return largest;
    }
}
