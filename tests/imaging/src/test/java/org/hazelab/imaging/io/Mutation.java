// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Damage of files as disks, networks and attackers do it. */
public final class Mutation {

    private static final int[] NASTY = {0, 1, 0x7f, 0x80, 0xff, 0xfe, 0x40, 0xd8};

    private Mutation() {
    }

    /** A damaged copy: some bytes changed, a piece cut out, doubled, or filled, or numbers made extreme. */
    public static byte[] of(byte[] file, TestRandom random) {
        byte[] mutant = file.clone();
        for (int n = 1 + random.below(4); n > 0; n--) {
            int at = position(mutant.length, random);
            int length = Math.min(mutant.length - at, 1 + random.below(16));
            switch (random.below(7)) {
                case 0 -> mutant[at] = (byte)random.next();
                case 1 -> mutant[at] ^= (byte)(1 << random.below(8));
                case 2 -> mutant[at] = (byte)NASTY[random.below(NASTY.length)];
                case 3 -> Arrays.fill(mutant, at, at + length, (byte)NASTY[random.below(NASTY.length)]);
                case 4 -> {
                    byte[] shorter = Arrays.copyOf(mutant, Math.max(1, mutant.length - length));
                    int left = Math.max(0, shorter.length - at);
                    System.arraycopy(mutant, mutant.length - left, shorter, shorter.length - left, left);
                    mutant = shorter;
                }
                case 5 -> {
                    byte[] longer = Arrays.copyOf(mutant, mutant.length + length);
                    System.arraycopy(mutant, at, longer, at + length, mutant.length - at);
                    mutant = longer;
                }
                default -> {
                    for (int i = 0; i < Math.min(4, length); i++) {
                        mutant[at + i] = (byte)(random.below(2) == 0 ? 0 : random.next());
                    }
                }
            }
        }
        return mutant;
    }

    /** Headers are what breaks readers: half of the damage is near the start or the end. */
    private static int position(int length, TestRandom random) {
        return switch (random.below(4)) {
            case 0 -> random.below(Math.min(length, 60));
            case 1 -> length - 1 - random.below(Math.min(length, 260));
            default -> random.below(length);
        };
    }

    /** Makes the checksums of a PNG right again, so that its damage gets past them. */
    public static void mendPng(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        for (long at = 8; at + 12 <= png.length;) {
            long length = bytes.getInt((int)at) & 0xffffffffL;
            if (at + 12 + length > png.length) {
                return;
            }
            CRC32 sum = new CRC32();
            sum.update(png, (int)at + 4, (int)length + 4);
            bytes.putInt((int)(at + 8 + length), (int)sum.getValue());
            at += 12 + length;
        }
    }
}
