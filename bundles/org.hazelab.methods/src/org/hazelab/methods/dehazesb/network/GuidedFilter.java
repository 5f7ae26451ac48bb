// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import org.hazelab.runtime.script.Value;

/**
 * The guided filter (He, Sun and Tang, "Guided Image Filtering", TPAMI 2013) with a gray guide, which gradients go
 * through: radius 10, epsilon 1e-3, means over the pixels of a window that lie in the image.
 */
final class GuidedFilter {

    private static final int RADIUS = 10;
    private static final double EPSILON = 1e-3;
    private static final double RED = 0.2989;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private GuidedFilter() {
    }

    /** The gray of an image (batch, 3, rows, columns) in -1 to 1, (batch, 1, rows, columns) in 0 to 1. */
    static Value guide(Value image) {
        Value gray = image.slice(1, 0, 1).times(RED).plus(image.slice(1, 1, 2).times(GREEN))
            .plus(image.slice(1, 2, 3).times(BLUE));
        return gray.plus(1.0).times(0.5);
    }

    /** What is nearest to the image, (batch, 1, rows, columns), and linear in the guide within each window. */
    static Value of(Value guide, Value image) {
        Value meanGuide = box(guide);
        Value mean = box(image);
        Value covariance = box(guide.times(image)).minus(meanGuide.times(mean));
        Value variance = box(guide.times(guide)).minus(meanGuide.times(meanGuide));
        Value slope = covariance.apply("div", variance.plus(EPSILON));
        Value offset = mean.minus(slope.times(meanGuide));
        return box(slope).times(guide).plus(box(offset));
    }

    /** The mean over a window, of rows and then of columns. */
    private static Value box(Value x) {
        int side = 2 * RADIUS + 1;
        int[] step = {1, 1};
        Value rows = x.apply("avg_pool2d", new int[] {side, 1}, step, new int[] {RADIUS, 0}, false, false);
        return rows.apply("avg_pool2d", new int[] {1, side}, step, new int[] {0, RADIUS}, false, false);
    }
}
