// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Value;

/** Functions of values that have no parameters: activations, pooling, resampling, spectra, losses. */
public final class Functions {

    private static final double QUICK = 1.702;
    private static final int INT64 = 4;

    private Functions() {
    }

    /** x where it is positive, slope times x elsewhere. */
    public static Value leakyRelu(Value x, double slope) {
        return x.apply("leaky_relu", slope);
    }

    /** x where it is positive, 0 elsewhere. */
    public static Value relu(Value x) {
        return x.apply("relu");
    }

    /** The hyperbolic tangent. */
    public static Value tanh(Value x) {
        return x.apply("tanh");
    }

    /** 1 / (1 + exp(-x)). */
    public static Value sigmoid(Value x) {
        return x.apply("sigmoid");
    }

    /** x / (1 + exp(-1.702 x)), CLIP's approximation of GELU (Radford et al., 2021). */
    public static Value quickGelu(Value x) {
        return x.times(x.times(QUICK).apply("sigmoid"));
    }

    /** The means of squares of size x size pixels side by side; what is left over at the end is dropped. */
    public static Value averagePool(Value x, int size) {
        return x.apply("avg_pool2d", new int[] {size, size});
    }

    /** The largest pixels of squares of size x size, stride pixels apart, without padding. */
    public static Value maxPool(Value x, int size, int stride) {
        return x.apply("max_pool2d", new int[] {size, size}, new int[] {stride, stride});
    }

    /** The means over rows x columns parts that cover the image, of nearly equal size: PyTorch's "area" resampling. */
    public static Value areaTo(Value x, int rows, int columns) {
        return x.apply("adaptive_avg_pool2d", new int[] {rows, columns});
    }

    /**
     * Bilinear resampling without a low-pass filter.
     *
     * @param alignCorners whether the outer pixels of both images coincide; otherwise the outer edges do
     */
    public static Value bilinearTo(Value x, int rows, int columns, boolean alignCorners) {
        return x.apply("upsample_bilinear2d", new int[] {rows, columns}, alignCorners);
    }

    /**
     * The magnitudes of the two-dimensional Fourier transform of each channel, of real images: (..., rows, columns / 2
     * + 1), without a factor.
     */
    public static Value spectrum(Value x) {
        return x.full().apply("fft_rfft2").apply("abs");
    }

    /** The logarithm of the sum of exponentials over an axis, which goes. */
    public static Value logSumExp(Value x, int axis) {
        return x.full().apply("logsumexp", new int[] {axis});
    }

    /**
     * The mean cross entropy of a classification.
     *
     * @param logits (batch, classes)
     * @param targets (batch), whole numbers from 0 below classes, as floats
     */
    public static Value crossEntropy(Value logits, Value targets) {
        return logits.full().apply("cross_entropy_loss", targets.apply("to", INT64));
    }

    /** The mean of the logistic loss: of log(1 + exp(-x)) where the target is 1, of log(1 + exp(x)) where it is 0. */
    public static Value logisticLoss(Value logits, Value targets) {
        return logits.full().apply("binary_cross_entropy_with_logits", targets.full());
    }

    /** The mean of the absolute differences. */
    public static Value meanAbsoluteError(Value x, Value y) {
        return x.full().apply("l1_loss", y.full());
    }

    /** The mean of the squared differences. */
    public static Value meanSquaredError(Value x, Value y) {
        return x.full().apply("mse_loss", y.full());
    }

    /** The same values, of which no gradient is asked. */
    public static Value detached(Value x) {
        return x.apply("detach");
    }
}
