// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What images go through before the discriminator on CLIP's features sees them, real and generated ones, with gradients
 * (Zhao et al., "Differentiable Augmentation for Data-Efficient GAN Training", NeurIPS 2020): brightness, saturation,
 * contrast, a shift, and a rectangle of 0. Everything random is drawn beforehand by {@link #draw}.
 */
public final class DiffAugment {

    /** The numbers for an image: three of colour in [0, 1), rows and columns of the shift, the rectangle's centre. */
    public static final int DRAWS = 7;

    private static final int BRIGHTNESS = 0;
    private static final int SATURATION = 1;
    private static final int CONTRAST = 2;
    private static final int SHIFT = 3;
    private static final int CENTRE = 5;
    private static final int INT64 = 4;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    private DiffAugment() {
    }

    /**
     * Draws for a batch.
     *
     * @return (batch, {@value #DRAWS})
     */
    public static FloatTensor draw(int batch, int rows, int columns, RandomStream random) {
        FloatTensor draws = FloatTensor.zeros(batch, DRAWS);
        int[] sides = {rows, columns};
        for (int image = 0; image < batch; image++) {
            int at = image * DRAWS;
            for (int i = BRIGHTNESS; i <= CONTRAST; i++) {
                draws.values()[at + i] = random.nextFloat();
            }
            for (int axis = 0; axis < sides.length; axis++) {
                int most = eighth(sides[axis]);
                draws.values()[at + SHIFT + axis] = random.nextInt(-most, most);
            }
            for (int axis = 0; axis < sides.length; axis++) {
                draws.values()[at + CENTRE + axis] = random.nextInt(0, sides[axis] - half(sides[axis]) % 2);
            }
        }
        return draws;
    }

    private static int eighth(int side) {
        return (side + 4) / 8;
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }

    /**
     * The images, changed.
     *
     * @param draws of {@link #draw}
     */
    public static Value of(Value images, Value draws) {
        return cut(shifted(coloured(images.full(), draws), draws), draws);
    }

    private static Value coloured(Value images, Value draws) {
        Value bright = images.plus(numbers(draws, BRIGHTNESS).minus(0.5));
        Value grey = bright.apply("mean", new int[] {1}, true);
        Value saturated = bright.minus(grey).times(numbers(draws, SATURATION).times(2.0)).plus(grey);
        Value mean = saturated.apply("mean", new int[] {1, 2, 3}, true);
        return saturated.minus(mean).times(numbers(draws, CONTRAST).plus(0.5)).plus(mean);
    }

    /** The n-th number of each image, (batch, 1, 1, 1). */
    private static Value numbers(Value draws, int n) {
        return draws.slice(1, n, n + 1).reshaped(-1, 1, 1, 1);
    }

    /** Pixel (r, c) becomes that at (r + shift of rows, c + shift of columns), or 0 where there is none. */
    private static Value shifted(Value images, Value draws) {
        Value padded = images.apply("constant_pad_nd", new int[] {1, 1, 1, 1}, 0.0);
        return moved(moved(padded, images, draws, ROWS), images, draws, COLUMNS);
    }

    /** Takes along an axis of a padded image what the shift says. */
    private static Value moved(Value padded, Value images, Value draws, int axis) {
        Code code = images.code();
        Value side = code.call("torch.size", images, axis);
        Value from = places(images, axis).plus(numbers(draws, SHIFT + axis - ROWS).apply("to", INT64)).plus(1);
        Value inside = from.apply("clamp", 0, code.expression("{} + 1", side));
        Value shape = code.expression(axis == ROWS ? "[-1, torch.size({}, 1), -1, torch.size({}, 3)]"
            : "[-1, torch.size({}, 1), torch.size({}, 2), -1]", padded, padded);
        return padded.apply("gather", axis, code.call("torch.expand", inside, shape));
    }

    private static Value cut(Value images, Value draws) {
        Value within = within(images, draws, ROWS).apply("logical_and", within(images, draws, COLUMNS));
        return images.apply("masked_fill", within, 0.0);
    }

    /** Whether a row or column lies in the rectangle, (batch, 1, rows, 1) or (batch, 1, 1, columns). */
    private static Value within(Value images, Value draws, int axis) {
        Value half = images.code().expression("(torch.size({}, {}) + 1) // 2", images, axis);
        Value first = numbers(draws, CENTRE + axis - ROWS).apply("to", INT64).minus(
            images.code().expression("{} // 2", half));
        Value place = places(images, axis).minus(first);
        return place.apply("ge", 0).apply("logical_and", place.apply("lt", half));
    }

    /** 0, 1 and so on along an axis. */
    private static Value places(Value images, int axis) {
        Code code = images.code();
        Value side = code.call("torch.size", images, axis);
        return code.call("torch.arange", side, Code.named("dtype", INT64),
            Code.named("device", code.call("ops.prim.device", images)))
            .reshaped(axis == ROWS ? new int[] {1, 1, -1, 1} : new int[] {1, 1, 1, -1});
    }
}
