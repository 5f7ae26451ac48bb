// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;

/**
 * The range of integer samples of up to 16 bits: that of their bits, or the smaller one of a camera of fewer bits.
 *
 * <p>TIFF declares it by MaxSampleValue (281) or SMaxSampleValue (341). Many writers put the largest value that an
 * image happens to hold there, which is no range and differs from image to image; so only what a bit depth of 8 or more
 * can be counts: 255, 511, 1023 and so on.
 */
final class SampleRange {

    private static final int FEWEST_BITS = 8;

    private SampleRange() {
    }

    /** The range that the bits of samples imply; at most 16. */
    static ValueRange ofBits(int bits, boolean signed) {
        float values = 1 << bits;
        return signed ? new ValueRange(-values / 2, values / 2 - 1) : new ValueRange(0, values - 1);
    }

    /** The range that the tags declare, or that of the bits. */
    static ValueRange declared(TiffDirectory tags, int samples, int bits, boolean signed) throws HazeLabException {
        ValueRange ofBits = ofBits(bits, signed);
        for (int[] minAndMax : new int[][] {{340, 341}, {280, 281}}) {
            double max = Arrays.stream(tags.reals(minAndMax[1], samples)).max().orElse(0);
            double min = Arrays.stream(tags.reals(minAndMax[0], samples)).min().orElse(0);
            boolean symmetric = signed && min == -max - 1;
            if (isBitDepth(max) && max < ofBits.max() && (!signed || min == 0 || symmetric)) {
                // A smallest value above 0 is what an image happens to hold: black stays 0.
                return new ValueRange(symmetric ? (float)min : 0, (float)max);
            }
        }
        return ofBits;
    }

    private static boolean isBitDepth(double max) {
        for (int bits = FEWEST_BITS; bits < 16; bits++) {
            if (max == (1 << bits) - 1) {
                return true;
            }
        }
        return false;
    }
}
