// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import org.hazelab.imaging.Nullable;

/** Turns rows of packed samples into numbers, undoing the predictors of TIFF before. */
final class TiffSamples {

    private final TiffPage page;
    private final int samples;
    private final boolean signed;
    private final boolean floats;
    private @Nullable byte[] unshuffled;

    TiffSamples(TiffPage page) {
        this.page = page;
        samples = page.samplesTogether();
        signed = page.sampleFormat == TiffPage.SIGNED;
        floats = page.sampleFormat == TiffPage.FLOAT;
    }

    /**
     * The numbers of a row, as they are in the file.
     *
     * @param row the unpacked bytes, which are overwritten where there is a predictor
     * @param littleEndian the byte order of the file
     */
    void read(byte[] row, boolean littleEndian, float[] into) {
        boolean little = littleEndian;
        byte[] bytes = row;
        boolean predicted = page.compression != TiffPage.PLAIN && page.compression != TiffPage.JPEG;
        if (predicted && page.predictor == 2) {
            addLeft(row, little);
        } else if (predicted && page.predictor == 3) {
            bytes = unshuffle(row);
            little = false;
        }
        switch (page.bits) {
            case 8 -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = signed ? bytes[i] : bytes[i] & 0xff;
                }
            }
            case 16 -> read16(bytes, little, into);
            case 32 -> read32(bytes, little, into);
            case 64 -> read64(bytes, little, into);
            default -> readBits(bytes, into);
        }
    }

    private void read16(byte[] bytes, boolean little, float[] into) {
        for (int i = 0; i < into.length; i++) {
            int v = get16(bytes, 2 * i, little);
            into[i] = floats ? half(v) : signed ? (short)v : v;
        }
    }

    private void read32(byte[] bytes, boolean little, float[] into) {
        for (int i = 0; i < into.length; i++) {
            int v = get32(bytes, 4 * i, little);
            into[i] = floats ? Float.intBitsToFloat(v) : signed ? v : v & 0xffffffffL;
        }
    }

    private void read64(byte[] bytes, boolean little, float[] into) {
        for (int i = 0; i < into.length; i++) {
            long v = get64(bytes, 8 * i, little);
            if (floats) {
                into[i] = (float)Double.longBitsToDouble(v);
            } else {
                // An unsigned number beyond a long loses its last bit before it is rounded to 24 of them.
                into[i] = signed || v >= 0 ? v : (float)((v >>> 1 | v & 1) * 2.0);
            }
        }
    }

    /** Samples of any number of bits below 32, packed without gaps, high bits first. */
    private void readBits(byte[] bytes, float[] into) {
        int bits = page.bits;
        for (int i = 0; i < into.length; i++) {
            long at = (long)i * bits;
            long v = 0;
            for (int left = bits; left > 0;) {
                int inByte = 8 - (int)(at & 7);
                int n = Math.min(left, inByte);
                v = v << n | bytes[(int)(at >> 3)] >> inByte - n & (1 << n) - 1;
                at += n;
                left -= n;
            }
            into[i] = v;
        }
    }

    /** Predictor 2: each sample is stored as the difference to the one of the pixel to the left. */
    private void addLeft(byte[] row, boolean little) {
        int size = page.bits / 8;
        int step = samples * size;
        for (int i = step; i + size <= row.length; i += size) {
            switch (size) {
                case 1 -> row[i] += row[i - step];
                case 2 -> put(row, i, 2, little, get16(row, i, little) + get16(row, i - step, little));
                case 4 -> put(row, i, 4, little, get32(row, i, little) + get32(row, i - step, little));
                default -> put(row, i, 8, little, get64(row, i, little) + get64(row, i - step, little));
            }
        }
    }

    /** Predictor 3: first all highest bytes of the row, then the next, each the difference to the one to the left. */
    private byte[] unshuffle(byte[] row) {
        for (int i = samples; i < row.length; i++) {
            row[i] += row[i - samples];
        }
        if (unshuffled == null) {
            unshuffled = new byte[row.length];
        }
        int size = page.bits / 8;
        int count = row.length / size;
        for (int b = 0; b < size; b++) {
            for (int i = 0; i < count; i++) {
                unshuffled[i * size + b] = row[b * count + i];
            }
        }
        return unshuffled;
    }

    private static int get16(byte[] b, int i, boolean little) {
        return little ? b[i] & 0xff | (b[i + 1] & 0xff) << 8 : (b[i] & 0xff) << 8 | b[i + 1] & 0xff;
    }

    private static int get32(byte[] b, int i, boolean little) {
        return little ? get16(b, i, true) | get16(b, i + 2, true) << 16
            : get16(b, i, false) << 16 | get16(b, i + 2, false);
    }

    private static long get64(byte[] b, int i, boolean little) {
        long first = get32(b, i, little) & 0xffffffffL;
        long second = get32(b, i + 4, little) & 0xffffffffL;
        return little ? first | second << 32 : first << 32 | second;
    }

    private static void put(byte[] b, int i, int size, boolean little, long v) {
        for (int k = 0; k < size; k++) {
            b[i + k] = (byte)(v >>> 8 * (little ? k : size - 1 - k));
        }
    }

    /** A floating-point number of 16 bits (IEEE 754 binary16). */
    private static float half(int v) {
        int exponent = v >> 10 & 31;
        int fraction = v & 1023;
        float size = exponent == 0 ? fraction * 0x1p-24f
            : exponent < 31 ? (1024 + fraction) * Float.intBitsToFloat(exponent - 25 + 127 << 23)
                : fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        return (v & 0x8000) == 0 ? size : -size;
    }
}
