// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

/** The quantisation tables of ITU-T T.81, annex K.1, scaled by quality in the way of the Independent JPEG Group. */
final class JpegTables {

    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99};

    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99};

    private JpegTables() {
    }

    /** The steps of the 64 luminance coefficients, row by row. */
    static int[] luminance(int quality) {
        return scaled(LUMINANCE, quality);
    }

    /** The steps of the 64 chrominance coefficients, row by row. */
    static int[] chrominance(int quality) {
        return scaled(CHROMINANCE, quality);
    }

    private static int[] scaled(int[] table, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("The quality of a JPEG is 1 to 100, not " + quality);
        }
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] steps = new int[table.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.max(1, Math.min(255, (table[i] * percent + 50) / 100));
        }
        return steps;
    }
}
