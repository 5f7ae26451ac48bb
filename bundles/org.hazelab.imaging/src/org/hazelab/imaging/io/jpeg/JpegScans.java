// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.jpeg;

import java.util.Arrays;

/**
 * Which coefficients of a JPEG image the scans so far have given, and how exactly (ITU-T T.81, annex G.1).
 *
 * <p>An image without an end mark is whole only if no scan can be missing: every coefficient of every component was
 * given to its last bit. That the scans themselves are whole is for the decoder to say.
 */
final class JpegScans {

    private static final int COEFFICIENTS = 64;
    private static final byte NOT_GIVEN = 127;

    private final int[] components;
    private final boolean progressive;
    /** For each component and coefficient, the low bits that are still to come. */
    private final byte[][] missingBits;

    JpegScans(JpegHeader header) {
        components = header.componentIds();
        progressive = header.isProgressive();
        missingBits = new byte[components.length][COEFFICIENTS];
        for (byte[] bits : missingBits) {
            Arrays.fill(bits, NOT_GIVEN);
        }
    }

    /**
     * Takes in the header of a scan.
     *
     * @param at where its content starts in {@code jpeg}, behind marker and length
     * @param length bytes of the content
     */
    void add(byte[] jpeg, int at, int length) {
        int count = length < 1 ? 0 : jpeg[at] & 0xff;
        if (length < 4 + 2 * count) {
            return;
        }
        int parameters = at + 1 + 2 * count;
        int first = progressive ? jpeg[parameters] & 0xff : 0;
        int last = progressive ? Math.min(jpeg[parameters + 1] & 0xff, COEFFICIENTS - 1) : COEFFICIENTS - 1;
        byte low = (byte)(progressive ? jpeg[parameters + 2] & 0xf : 0);
        for (int c = 0; c < components.length; c++) {
            for (int i = 0; i < count; i++) {
                if ((jpeg[at + 1 + 2 * i] & 0xff) == components[c] && first <= last) {
                    Arrays.fill(missingBits[c], first, last + 1, low);
                }
            }
        }
    }

    boolean areComplete() {
        for (byte[] component : missingBits) {
            for (byte bits : component) {
                if (bits != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
