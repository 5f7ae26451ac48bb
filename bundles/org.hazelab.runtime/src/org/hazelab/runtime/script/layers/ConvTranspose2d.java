// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * The transpose of a convolution that takes every second row and column: it doubles the size of an image.
 *
 * <p>Weight (in, out, size, size), bias (out). Input (batch, in, rows, columns), output (batch, out, 2 rows, 2 columns)
 * for an even kernel size with padding size/2 - 1, and for an odd one with one row and column added.
 */
public record ConvTranspose2d(Parameter weight, Parameter bias, int padding, int added) {

    /** Started as PyTorch starts it: its rule takes the outputs for the inputs here. */
    public static ConvTranspose2d of(Scope at, int in, int out, int size) {
        Initializer initializer = Initializer.fan(out * size * size);
        return new ConvTranspose2d(at.parameter("weight", initializer, in, out, size, size),
            at.parameter("bias", initializer, out), (size - 1) / 2, size % 2);
    }

    public Value of(Value x) {
        return x.reduced().apply("conv_transpose2d", x.code().weight(weight), x.code().weight(bias), new int[] {2, 2},
            new int[] {padding, padding},
            new int[] {added, added});
    }
}
