// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;

/**
 * 1 - the structural similarity (Wang et al., 2004), the other part of the detail terms: in each colour a window of 11
 * x 11 pixels, Gaussian with standard deviation 1.5, that stays in the image, a mean over the image that is cut at 0,
 * and the mean over colours. Images have sides of at least {@value #WINDOW} pixels; smaller ones fail when they are
 * compared.
 */
public final class SsimLoss {

    /** Rows and columns of the window, and of the smallest images. */
    public static final int WINDOW = 11;

    private static final double DEVIATION = 1.5;
    private static final double C1 = 1e-4;
    private static final double C2 = 9e-4;
    private static final int FLOAT32 = 6;

    private SsimLoss() {
    }

    /** The loss, from 0 for equal images to 1. */
    public static Value of(Value x, Value y) {
        Value left = UnitRange.of(x);
        Value right = UnitRange.of(y);
        Value meanX = means(left);
        Value meanY = means(right);
        Value squares = meanX.times(meanX).plus(meanY.times(meanY));
        Value product = meanX.times(meanY);
        Value variances = means(left.times(left).plus(right.times(right))).minus(squares);
        Value covariance = means(left.times(right)).minus(product);
        Value above = product.times(2.0).plus(C1).times(covariance.times(2.0).plus(C2));
        Value below = squares.plus(C1).times(variances.plus(C2));
        Value ofColours = Functions.relu(above.apply("div", below).apply("mean", new int[] {2, 3}));
        return ofColours.apply("mean", new int[] {1}).apply("rsub", 1.0);
    }

    /** The means in the windows, one colour beside the other. */
    private static Value means(Value x) {
        Code code = x.code();
        Value window = code.call("torch.tensor", window(), Code.named("dtype", FLOAT32),
            Code.named("device", code.call("ops.prim.device", x)));
        Value planes = x.apply("flatten", 0, 1).apply("unsqueeze", 1);
        Value along = planes.apply("conv2d", window.reshaped(1, 1, 1, WINDOW));
        Value means = along.apply("conv2d", window.reshaped(1, 1, WINDOW, 1)).apply("squeeze", 1);
        return means.apply("unflatten", 0, new int[] {-1, 3});
    }

    private static double[] window() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double distance = i - WINDOW / 2;
            weights[i] = StrictMath.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
