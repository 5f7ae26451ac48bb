// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import org.hazelab.imaging.ValueRange;

/**
 * Maps a value range to the whole numbers from 0 to a full scale: linearly, rounding half up, clipping at both ends;
 * NaN becomes 0.
 */
public final class Quantizer {

    private final double min;
    private final double factor;
    private final int full;

    /** @param full the number that the upper end becomes, such as 255 */
    public Quantizer(ValueRange range, int full) {
        min = range.min();
        // In double precision every 8- or 16-bit number in its own range comes out as itself.
        factor = full / ((double)range.max() - range.min());
        this.full = full;
    }

    public int of(float value) {
        double scaled = (value - min) * factor + 0.5;
        // Casting rounds towards zero, makes NaN 0 and huge numbers the largest int.
        int whole = (int)scaled;
        return whole <= 0 ? 0 : Math.min(whole, full);
    }
}
