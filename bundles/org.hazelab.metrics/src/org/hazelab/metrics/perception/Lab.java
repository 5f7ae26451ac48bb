// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.metrics.numeric.Powers;

/**
 * Levels of red, green and blue as CIE L*a*b*, a row at a time. The white is that of D50 though the matrix is for D65:
 * so do the authors of VSI and all ports. Confined to one thread.
 */
final class Lab {

    private static final double SRGB_KNEE = .04045;
    /** Of {@code (v + 0.055) / 1.055} where v lies above the knee. */
    private static final double LOWEST = .09;
    /** With the square of a number, its power 2.4. */
    private static final Powers POWER_04 = new Powers(.4, LOWEST, 1.01);
    private static final double LAB_KNEE = .008856;
    private static final Powers CUBE_ROOT = new Powers(1 / 3., LAB_KNEE, 1.4);

    private final int count;
    private final double[] base;
    private final double[] power;
    private final double[] work;

    /** For rows of a length. */
    Lab(int count) {
        this.count = count;
        base = new double[count];
        power = new double[count];
        work = new double[count];
    }

    /** Replaces levels of 0..255 by L*, a* and b*. */
    void convert(double[] red, double[] green, double[] blue) {
        linear(red);
        linear(green);
        linear(blue);
        mix(red, green, blue, count);
        root(red);
        root(green);
        root(blue);
        opponents(red, green, blue, count);
    }

    private void linear(double[] levels) {
        base(levels, base, count);
        POWER_04.of(base, power, work, count);
        for (int i = 0; i < count; i++) {
            double v = levels[i];
            levels[i] = v <= SRGB_KNEE ? v / 12.92 : base[i] * base[i] * power[i];
        }
    }

    private static void base(double[] levels, double[] base, int count) {
        for (int i = 0; i < count; i++) {
            double v = levels[i] / 255;
            levels[i] = v;
            base[i] = Math.max((v + .055) / 1.055, LOWEST);
        }
    }

    /** Red, green and blue to X, Y and Z by their white. */
    private static void mix(double[] red, double[] green, double[] blue, int count) {
        for (int i = 0; i < count; i++) {
            double r = red[i];
            double g = green[i];
            double b = blue[i];
            red[i] = (.4124564 * r + .3575761 * g + .1804375 * b) / 0.9642119944211994;
            green[i] = .2126729 * r + .7151522 * g + .0721750 * b;
            blue[i] = (.0193339 * r + .1191920 * g + .9503041 * b) / 0.8251882845188288;
        }
    }

    private void root(double[] t) {
        for (int i = 0; i < count; i++) {
            base[i] = Math.max(t[i], LAB_KNEE);
        }
        CUBE_ROOT.of(base, power, work, count);
        for (int i = 0; i < count; i++) {
            t[i] = t[i] > LAB_KNEE ? power[i] : (903.3 * t[i] + 16) / 116;
        }
    }

    private static void opponents(double[] x, double[] y, double[] z, int count) {
        for (int i = 0; i < count; i++) {
            double lightness = 116 * y[i] - 16;
            double a = 500 * (x[i] - y[i]);
            z[i] = 200 * (y[i] - z[i]);
            y[i] = a;
            x[i] = lightness;
        }
    }
}
