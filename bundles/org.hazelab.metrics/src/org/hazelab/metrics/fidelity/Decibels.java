// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

/** Peak signal-to-noise ratios of mean squared differences of levels. */
final class Decibels {

    static final String CITATION = "Huynh-Thu, Ghanbari: Scope of validity of PSNR in image/video quality assessment. "
        + "Electronics Letters 44(13), 2008";

    private Decibels() {
    }

    /** {@code 10 log10(255^2 / meanSquare)}; infinity for 0. */
    static double of(double meanSquare) {
        return 10 * StrictMath.log10(255.0 * 255 / meanSquare);
    }
}
