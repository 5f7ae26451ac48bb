// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.methods.loss.PerImage;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;

/**
 * The high-frequency part of the detail terms, L_HFP: half the sum of the mean squared differences of two maps of fine
 * detail, each over its largest value. {@link #fourier} has what is left of the grey image above 30 cycles, {@link
 * #sobel} its gradients. Both see a grey image of 0..1, 0.299 R + 0.587 G + 0.114 B.
 *
 * @param perImage whether a map is divided by the largest value of each image, not below 1e-3: the smaller detail of a
 *            plain image is rounding, which must not be blown up. Otherwise by that of the whole batch + 1e-12, as
 *            published
 */
public record HighFrequencyLoss(boolean perImage) {

    private static final int CUTOFF = 30;
    private static final double SMALLEST_DETAIL = 1e-3;
    private static final double EPSILON = 1e-12;
    private static final double ROOT_EPSILON = 1e-8;
    private static final int INT64 = 4;
    private static final int FLOAT32 = 6;
    /** Steps to the right, then down. */
    private static final double[] SOBEL = {-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1};

    /** The loss. */
    public Value of(Value x, Value y) {
        Value left = grey(x);
        Value right = grey(y);
        return squared(highPass(left), highPass(right)).plus(squared(gradient(left), gradient(right))).times(0.5);
    }

    /** Half the sum of the loss of two pairs: hazy and dehazed, clear and the same dehazed. */
    public static Value both(Value hazy, Value identity) {
        return hazy.plus(identity).times(0.5);
    }

    /** The term of the Fourier transform. */
    public Value fourier(Value x, Value y) {
        return squared(highPass(grey(x)), highPass(grey(y)));
    }

    /** The term of the gradients. */
    public Value sobel(Value x, Value y) {
        return squared(gradient(grey(x)), gradient(grey(y)));
    }

    private Value squared(Value x, Value y) {
        Value difference = relative(x).minus(relative(y));
        return PerImage.mean(difference.times(difference));
    }

    private Value relative(Value detail) {
        Value largest = perImage
            ? detail.apply("amax", new int[] {1, 2, 3}, true).apply("clamp", SMALLEST_DETAIL)
            : detail.apply("max").plus(EPSILON);
        return detail.apply("div", largest);
    }

    private static Value grey(Value image) {
        Value unit = UnitRange.of(image);
        return unit.slice(1, 0, 1).times(0.299).plus(unit.slice(1, 1, 2).times(0.587))
            .plus(unit.slice(1, 2, 3).times(0.114));
    }

    /** The magnitude of the image without what has 30 or fewer cycles; real images have symmetric spectra. */
    private static Value highPass(Value grey) {
        Code code = grey.code();
        Value rows = code.call("torch.size", grey, 2);
        Value columns = code.call("torch.size", grey, 3);
        Value half = code.expression("{} // 2", rows);
        Value cycles = count(grey, rows).plus(half).apply("remainder", rows).minus(half);
        Value across = count(grey, code.expression("{} // 2 + 1", columns));
        Value square = cycles.times(cycles).apply("unsqueeze", 1).plus(across.times(across));
        Value spectrum = grey.apply("fft_rfft2").times(square.apply("gt", CUTOFF * CUTOFF).apply("to", FLOAT32));
        return spectrum.apply("fft_irfft2", code.list(rows, columns)).apply("abs");
    }

    /** 0, 1 and so on below a number. */
    private static Value count(Value on, Value below) {
        return on.code().call("torch.arange", below, Code.named("dtype", INT64),
            Code.named("device", on.code().call("ops.prim.device", on)));
    }

    private static Value gradient(Value grey) {
        Code code = grey.code();
        Value kernels = code.call("torch.tensor", SOBEL, Code.named("dtype", FLOAT32),
            Code.named("device", code.call("ops.prim.device", grey))).reshaped(2, 1, 3, 3);
        Value steps = grey.apply("conv2d", kernels, Code.NONE, new int[] {1, 1}, new int[] {1, 1});
        return steps.times(steps).apply("sum", new int[] {1}, true).plus(ROOT_EPSILON).apply("sqrt");
    }
}
