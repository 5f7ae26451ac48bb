// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.Output;

/** What becomes of the results of an image, in its units and with its channels. */
final class CleanImage {

    private final FloatImage hazy;
    private final boolean gray;
    private final Moments clean;
    private final Moments transmission;
    private final int count;

    /** @param count of the results that will be added */
    CleanImage(FloatImage hazy, int count) {
        this.hazy = hazy;
        this.count = count;
        gray = hazy.channels() == 1;
        clean = new Moments(count, count > 1);
        transmission = new Moments(count, false);
    }

    /**
     * Adds a result.
     *
     * @param colors in 0 to 1, written over
     * @param t a transmission, written over
     * @return the clean planes in units of the image, to be read only
     */
    float[][] add(float[][] colors, float[] t) {
        float[][] planes = gray ? new float[][] {luminance(colors)} : colors;
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = hazy.range().denormalize(plane[i]);
            }
        }
        clean.add(planes);
        for (int i = 0; i < t.length; i++) {
            t[i] = Math.min(Math.max(t[i], 0), 1);
        }
        transmission.add(new float[][] {t});
        return planes;
    }

    private static float[] luminance(float[][] colors) {
        float[] gray = new float[colors[0].length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = 0.299f * colors[0][i] + 0.587f * colors[1][i] + 0.114f * colors[2][i];
        }
        return gray;
    }

    /** An image of clean planes and the hazy image's transparency. */
    FloatImage image(float[][] planes) {
        float[][] all = planes;
        if (HazyPlanes.hasAlpha(hazy)) {
            all = new float[][] {planes[0], planes[1], planes[2], hazy.plane(3)};
        }
        return FloatImage.of(hazy.width(), hazy.height(), hazy.range(), all);
    }

    /** The mean of all results, and what is given beside it. */
    DehazedImage result() {
        Map<Output, DehazedImage.Extra> extras = new LinkedHashMap<>();
        extras.put(HazeFlowMethod.TRANSMISSION, new DehazedImage.Extra(
            FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, transmission.mean())));
        if (count > 1) {
            extras.put(HazeFlowMethod.DEVIATION, new DehazedImage.Extra(deviation(clean.deviation())));
        }
        return new DehazedImage(image(clean.mean()), extras);
    }

    private FloatImage deviation(float[][] planes) {
        float max = 0;
        for (float[] plane : planes) {
            for (float value : plane) {
                max = Math.max(max, value);
            }
        }
        return FloatImage.of(hazy.width(), hazy.height(),
            max > 0 && max <= Float.MAX_VALUE ? new ValueRange(0, max) : ValueRange.UNIT, planes);
    }
}
