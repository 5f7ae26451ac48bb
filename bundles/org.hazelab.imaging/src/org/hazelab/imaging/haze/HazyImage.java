// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.filter.MinFilter;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * A picture as the dark channel prior sees it: numbers mapped to [0, 1] by the image's value range and cut to it
 * (infinities become its ends), NaN left as it is; without a copy.
 */
final class HazyImage {

    /** An airlight channel below this divides as if it were this: a black picture has clear view, not 0 / 0. */
    private static final float SMALLEST_DIVISOR = 1e-6f;
    /** RawTherapee's line between bright and blown out. */
    private static final float SATURATED = 0.99999f;

    final int width;
    final int height;
    final int channels;
    private final float[][] planes;
    private final float min;
    private final float span;
    /** Whether a row holds NaN or an infinity. */
    private final boolean[] broken;
    private final long nonFinitePixels;

    HazyImage(FloatImage image, Progress progress) throws HazeLabException {
        requireColourOrGrey(image);
        width = image.width();
        height = image.height();
        channels = image.channels();
        planes = new float[channels][];
        for (int c = 0; c < channels; c++) {
            planes[c] = image.plane(c);
        }
        min = image.range().min();
        span = image.range().span();
        broken = new boolean[height];
        nonFinitePixels = scan(progress);
    }

    static void requireColourOrGrey(FloatImage image) throws HazeLabException {
        if (image.slices() != 1) {
            throw new HazeLabException("The image is a stack of " + image.slices() + " slices",
                "Give the slices one by one: haze is estimated over one picture");
        }
        if (image.channels() != 1 && image.channels() != 3) {
            throw new HazeLabException("The image has " + image.channels() + " channels",
                "Give it 3 channels (red, green, blue) or 1 (grey); leave out transparency and other channels");
        }
    }

    long nonFinitePixels() {
        return nonFinitePixels;
    }

    int pixels() {
        return width * height;
    }

    /** Rows that make a piece of parallel work: by the size of the image alone. */
    int rowsAPiece() {
        return Math.max(1, (1 << 16) / width);
    }

    private long scan(Progress progress) {
        LongAdder found = new LongAdder();
        Parallel.pieces(height, rowsAPiece(), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                if (!isFinite(y)) {
                    broken[y] = true;
                    found.add(countNonFinite(y));
                }
            }
        });
        return found.sum();
    }

    private boolean isFinite(int y) {
        int largest = 0;
        for (float[] plane : planes) {
            for (int i = y * width; i < (y + 1) * width; i++) {
                largest = Math.max(largest, Float.floatToRawIntBits(plane[i]) & Integer.MAX_VALUE);
            }
        }
        return Float.isFinite(Float.intBitsToFloat(largest));
    }

    private int countNonFinite(int y) {
        int count = 0;
        for (int i = y * width; i < (y + 1) * width; i++) {
            boolean finite = true;
            for (float[] plane : planes) {
                finite &= Float.isFinite(plane[i]);
            }
            count += finite ? 0 : 1;
        }
        return count;
    }

    /** A pixel's channel from 0 to 1, or NaN. */
    float unit(int channel, int pixel) {
        return unit(planes[channel][pixel]);
    }

    private float unit(float value) {
        return Math.min(Math.max((value - min) / span, 0), 1);
    }

    /** Whether a pixel holds NaN in some channel. */
    boolean holdsNaN(int pixel) {
        boolean nan = false;
        for (float[] plane : planes) {
            nan |= Float.isNaN(plane[pixel]);
        }
        return nan;
    }

    /** Whether a pixel has a channel at the upper end of the range. */
    boolean saturated(int pixel) {
        boolean saturated = false;
        for (float[] plane : planes) {
            saturated |= unit(plane[pixel]) >= SATURATED;
        }
        return saturated;
    }

    /**
     * The dark channel of I / A: the smallest number of all channels in a window around each pixel; positive infinity
     * where the window holds none. He et al. 2011, equations 5 and 11.
     */
    void darkChannel(Airlight airlight, int patch, float[] target, Progress progress) {
        float[] divisors = new float[3];
        for (int c = 0; c < 3; c++) {
            divisors[c] = Math.max((float)airlight.channel(c), SMALLEST_DIVISOR);
        }
        Parallel.pieces(height, rowsAPiece(), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                if (broken[y]) {
                    smallestNumbers(y, divisors, target);
                } else {
                    smallest(y, divisors, target);
                }
            }
        });
        MinFilter.filter(width, height, target, patch, progress);
    }

    private void smallest(int y, float[] divisors, float[] target) {
        float[] r = planes[0];
        float[] g = planes[channels / 2];
        float[] b = planes[channels - 1];
        float red = divisors[0];
        float green = divisors[1];
        float blue = divisors[2];
        for (int i = y * width; i < (y + 1) * width; i++) {
            target[i] = Math.min(Math.min(unit(r[i]) / red, unit(g[i]) / green), unit(b[i]) / blue);
        }
    }

    private void smallestNumbers(int y, float[] divisors, float[] target) {
        Arrays.fill(target, y * width, (y + 1) * width, Float.NaN);
        for (int c = 0; c < channels; c++) {
            for (int i = y * width; i < (y + 1) * width; i++) {
                float value = unit(planes[c][i]) / divisors[c];
                target[i] = value < target[i] || Float.isNaN(target[i]) ? value : target[i];
            }
        }
    }

    /** Writes a row of the guide into a plane. */
    void guide(Guide guide, int y, float[] target) {
        int from = y * width;
        int to = from + width;
        if (guide == Guide.LUMA_8BIT) {
            luma8(from, to, target);
        } else {
            Arrays.fill(target, from, to, 0);
            add(planes[0], guide.red, from, to, target);
            add(planes[channels / 2], guide.green, from, to, target);
            add(planes[channels - 1], guide.blue, from, to, target);
        }
        if (broken[y]) {
            bridge(from, to, target);
        }
    }

    /** Sums below 2^24 are exact in floats. */
    private void luma8(int from, int to, float[] target) {
        Arrays.fill(target, from, to, 16384);
        addWhole(planes[0], 9798, from, to, target);
        addWhole(planes[channels / 2], 19235, from, to, target);
        addWhole(planes[channels - 1], 3735, from, to, target);
        for (int i = from; i < to; i++) {
            target[i] = whole(target[i] / 32768) / 255;
        }
    }

    private void add(float[] plane, float weight, int from, int to, float[] target) {
        for (int i = from; i < to; i++) {
            target[i] += weight * unit(plane[i]);
        }
    }

    private void addWhole(float[] plane, float weight, int from, int to, float[] target) {
        for (int i = from; i < to; i++) {
            target[i] += weight * whole(255 * unit(plane[i]));
        }
    }

    /**
     * The whole part of a number from 0 to 256, without leaving floats, in which the compiler can do eight at a time:
     * adding and taking away 2^23 rounds to the nearest whole number, and what was rounded up is 1 too large.
     */
    private static float whole(float value) {
        float nearest = value + 0x1p23f - 0x1p23f;
        float tooLarge = Math.min(Math.max((nearest - value) * 0x1p40f, 0), 1);
        return nearest - tooLarge;
    }

    /** Gives pixels that hold NaN the guide of the nearest whole one in their row. */
    private void bridge(int from, int to, float[] target) {
        int first = from;
        while (first < to && holdsNaN(first)) {
            first++;
        }
        Arrays.fill(target, from, first, first < to ? target[first] : 0);
        for (int i = first; i < to; i++) {
            if (holdsNaN(i)) {
                target[i] = target[i - 1];
            }
        }
    }
}
