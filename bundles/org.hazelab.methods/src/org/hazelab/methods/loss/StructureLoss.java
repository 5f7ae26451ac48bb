// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;

/**
 * Our structure loss, which needs no network and no weights: at up to four scales, each half the one before, 1 minus
 * the structural similarity (Wang et al., 2004) in square windows, and differences of gradients. It is no LPIPS and
 * does not have its numbers.
 *
 * <p>With x and y at a scale, windows of 8 x 8 pixels every 4 pixels, C1 = .01^2, C2 = .03^2, and rho(d) = sqrt(d^2 +
 * 1e-6) - 1e-3:
 * <pre>
 * mean over scales of  mean(1 - SSIM(x, y))
 *     + 5/2 (mean rho(x's steps to the right - y's) + mean rho(x's steps down - y's))
 * </pre>
 * Windows catch contrast, which haze takes away, and brightness; gradients are what blur and ghosts change. Smaller
 * crops have fewer scales, and below 8 pixels one window.
 */
public final class StructureLoss implements PerceptualLoss {

    /** The name of this loss. */
    public static final String ID = "structure";

    private static final int MOST_SCALES = 4;
    private static final int WINDOW = 8;
    private static final double C1 = 1e-4;
    private static final double C2 = 9e-4;
    private static final double GRADIENTS = 2.5;
    private static final double SMALL_STEP = 1e-3;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    private final int side;

    /** @param side rows and columns of the images, at least 1 */
    public StructureLoss(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("images of " + side + " pixels");
        }
        this.side = side;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "structure loss";
    }

    @Override
    public Value distances(Value x, Value y) {
        Value left = x;
        Value right = y;
        Value sum = scale(x, y, side);
        int scales = 1;
        for (int pixels = side / 2; pixels >= WINDOW && scales < MOST_SCALES; pixels /= 2) {
            left = Functions.averagePool(left, 2);
            right = Functions.averagePool(right, 2);
            sum = sum.plus(scale(left, right, pixels));
            scales++;
        }
        return sum.times(1.0 / scales);
    }

    private static Value scale(Value x, Value y, int pixels) {
        Value distance = dissimilarity(x, y, Math.min(WINDOW, pixels));
        if (pixels == 1) {
            return distance;
        }
        Value gradients = steps(x, y, ROWS).plus(steps(x, y, COLUMNS));
        return distance.plus(gradients.times(GRADIENTS));
    }

    /** 1 - SSIM, with the moments of the population in each window. */
    private static Value dissimilarity(Value x, Value y, int window) {
        Value meanX = means(x, window);
        Value meanY = means(y, window);
        Value squareX = meanX.times(meanX);
        Value squareY = meanY.times(meanY);
        Value product = meanX.times(meanY);
        Value variances = means(x.times(x).plus(y.times(y)), window).minus(squareX).minus(squareY);
        Value covariance = means(x.times(y), window).minus(product);
        Value above = product.times(2.0).plus(C1).times(covariance.times(2.0).plus(C2));
        Value below = squareX.plus(squareY).plus(C1).times(variances.plus(C2));
        return PerImage.mean(above.apply("div", below).apply("rsub", 1.0));
    }

    private static Value means(Value x, int window) {
        int stride = Math.max(1, window / 2);
        return x.apply("avg_pool2d", new int[] {window, window}, new int[] {stride, stride});
    }

    /** The mean of rho over the differences of neighbours along an axis. */
    private static Value steps(Value x, Value y, int axis) {
        Value step = x.minus(y).apply("diff", 1, axis);
        Value size = step.times(step).plus(SMALL_STEP * SMALL_STEP).apply("sqrt").minus(SMALL_STEP);
        return PerImage.mean(size);
    }
}
