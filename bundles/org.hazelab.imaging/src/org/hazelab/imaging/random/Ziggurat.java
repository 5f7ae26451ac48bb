// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.random;

/**
 * The ziggurat method for the normal distribution (Marsaglia and Tsang, "The ziggurat method for generating random
 * variables", Journal of Statistical Software 5(8), 2000), with 256 layers.
 *
 * <p>The area under f(x) = exp(-x^2/2), x &gt; 0, is covered by layers of equal area: rectangles that reach from 0 to
 * x_i, the lowest one with the tail beyond x_1 added. A layer and a point in it are drawn; nearly always the point lies
 * below the curve for sure and is the answer. The layer takes 8 bits of a draw, the sign 1, the abscissa 53 others, so
 * that layer and abscissa are independent.
 */
final class Ziggurat {

    private static final int LAYERS = 256;
    /** Where the tail begins, for 256 layers. */
    private static final double TAIL = 3.6541528853610088;
    /** The area of each layer: TAIL * f(TAIL) and the integral of f beyond TAIL. */
    private static final double AREA = 0.0049286732339746555;
    /**
     * X[i]: the right end of layer i; X[0] is the width that a rectangle with the area of lowest layer and tail has.
     */
    private static final double[] X = new double[LAYERS + 1];
    /** The height of the curve over X[i]. */
    private static final double[] F = new double[LAYERS + 1];

    static {
        X[0] = AREA / density(TAIL);
        F[0] = 0;
        X[1] = TAIL;
        F[1] = density(TAIL);
        for (int i = 2; i < LAYERS; i++) {
            double height = F[i - 1] + AREA / X[i - 1];
            X[i] = StrictMath.sqrt(-2 * StrictMath.log(height));
            F[i] = height;
        }
        X[LAYERS] = 0;
        F[LAYERS] = 1;
    }

    private Ziggurat() {
    }

    static double draw(RandomStream random) {
        while (true) {
            long bits = random.nextLong();
            int layer = (int)(bits & 0xFF);
            double x = (bits >>> 11) * 0x1p-53 * X[layer];
            boolean negative = (bits & 0x100) != 0;
            if (x >= X[layer + 1]) {
                if (layer == 0) {
                    x = tail(random);
                } else if (F[layer] + random.nextDouble() * (F[layer + 1] - F[layer]) >= density(x)) {
                    continue;
                }
            }
            return negative ? -x : x;
        }
    }

    /** A draw beyond TAIL (Marsaglia 1964). */
    private static double tail(RandomStream random) {
        double beyond;
        double height;
        do {
            beyond = -StrictMath.log(1 - random.nextDouble()) / TAIL;
            height = -StrictMath.log(1 - random.nextDouble());
        } while (height + height < beyond * beyond);
        return TAIL + beyond;
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
