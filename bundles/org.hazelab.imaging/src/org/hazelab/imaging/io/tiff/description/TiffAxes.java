// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Images that lie in the order of axes, each named by a letter: C become the channels of a page, and every other
 * combination is a page. Pages are counted slice by slice (Z), then time by time (T), then by any other axis.
 */
public final class TiffAxes implements TiffLayout {

    private final int first;
    private final int pages;
    private final int channels;
    private final int channelStride;
    /** Sizes and strides of the axes of pages, the one that is counted first at the start. */
    private final List<int[]> steps = new ArrayList<>();

    /**
     * @param first the image at which all axes begin
     * @param letters the axes, the one along which neighbours lie first
     * @param sizes of each, at least 1; their product is an int
     */
    TiffAxes(int first, String letters, int... sizes) {
        this.first = first;
        int stride = 1;
        int[] slices = {1, 0};
        int[] times = {1, 0};
        int[] colours = {1, 0};
        for (int a = 0; a < sizes.length; a++) {
            int[] step = {sizes[a], stride};
            stride = Math.multiplyExact(stride, sizes[a]);
            switch (letters.charAt(a)) {
                case 'C' -> colours = step;
                case 'Z' -> slices = step;
                case 'T' -> times = step;
                default -> steps.add(step);
            }
        }
        steps.add(0, times);
        steps.add(0, slices);
        channels = colours[0];
        channelStride = colours[1];
        pages = stride / channels;
    }

    /** A page for each of the images. */
    public static TiffAxes pages(int images) {
        return new TiffAxes(0, "Z", images);
    }

    /** The product of sizes if it is an int above 0. */
    static OptionalInt product(long... sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 1 || size > Integer.MAX_VALUE || product * size > Integer.MAX_VALUE) {
                return OptionalInt.empty();
            }
            product *= size;
        }
        return OptionalInt.of((int)product);
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int images(int page) {
        return channels;
    }

    @Override
    public int image(int page, int channel) {
        int image = first + channel * channelStride;
        int left = page;
        for (int[] step : steps) {
            image += left % step[0] * step[1];
            left /= step[0];
        }
        return image;
    }
}
