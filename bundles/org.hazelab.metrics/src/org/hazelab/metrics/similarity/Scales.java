// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;

/** The scales at which two planes are compared for their structural similarity. */
enum Scales {

    /** The planes as they are. */
    ONE(null),
    /** Five scales, halved as pyiqa does: see {@link Pool.Odd#ZERO}. */
    FIVE_ZERO(Pool.Odd.ZERO),
    /** Five scales, halved as piq does: see {@link Pool.Odd#REPEAT}. */
    FIVE_REPEAT(Pool.Odd.REPEAT);

    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

    /** How planes are halved; null where they are not. */
    private final @Nullable Pool.Odd odd;

    Scales(@Nullable Pool.Odd odd) {
        this.odd = odd;
    }

    /** What a description of a metric begins with. */
    String words() {
        return this == ONE ? "" : "five scales, ";
    }

    String citation() {
        return this == ONE
            ? "Wang, Bovik, Sheikh, Simoncelli: Image quality assessment: from error visibility "
                + "to structural similarity. IEEE Transactions on Image Processing 13(4), 2004"
            : "Wang, Simoncelli, Bovik: Multiscale structural similarity for image quality "
                + "assessment. 37th Asilomar Conference on Signals, Systems and Computers, 2003";
    }

    /** Pixels that a side must have for the window to fit in at the last scale. */
    int smallestSide(Window window) {
        return this == ONE ? window.size() : (window.size() - 1) * (1 << WEIGHTS.length - 1) + 1;
    }

    /** The similarity of two planes of one size. */
    double compare(Pool image, Pool reference, Similarity.Rule rule, Progress progress) {
        Pool.Odd halving = odd;
        if (halving == null) {
            return similarity(image, reference, rule, progress).whole();
        }
        Pool a = image;
        Pool b = reference;
        double product = 1;
        for (int scale = 0;; scale++) {
            Similarity similarity = similarity(a, b, rule, progress);
            boolean last = scale == WEIGHTS.length - 1;
            // A power of a negative mean is no number: it counts as 0, as in the packages.
            double mean = Math.max(0, last ? similarity.whole() : similarity.contrast());
            product *= StrictMath.pow(mean, WEIGHTS[scale]);
            if (last) {
                return product;
            }
            a = a.half(halving, progress);
            b = b.half(halving, progress);
        }
    }

    private static Similarity similarity(Pool a, Pool b, Similarity.Rule rule, Progress progress) {
        return Similarity.of(a.plane(), b.plane(), a.width(), a.height(), rule, progress);
    }
}
