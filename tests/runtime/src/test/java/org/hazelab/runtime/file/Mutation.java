// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.random.RandomStream;

/** Damage of files as disks, networks and attackers do it. */
final class Mutation {

    private static final byte[] NASTY = {0, 1, 0x7f, (byte)0x80, (byte)0xff, '(', '.', 'R', 'c', '{', '"', '9', '-'};
    private static final long[] LENGTHS = {0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000L, 0xffffffffL, 1L << 32,
        Long.MAX_VALUE, Long.MIN_VALUE, -1};

    private Mutation() {
    }

    /** A damaged copy of one of some files: bits flipped, bytes replaced, cut, doubled, spliced, lengths edited. */
    static byte[] of(List<byte[]> files, RandomStream random) {
        byte[] mutant = files.get(random.nextInt(files.size())).clone();
        for (int n = random.nextInt(1, 4); n > 0 && mutant.length > 0; n--) {
            int at = random.nextInt(mutant.length);
            int length = Math.min(mutant.length - at, random.nextInt(1, 24));
            switch (random.nextInt(9)) {
                case 0, 1 -> mutant[at] ^= (byte)(1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte)random.nextInt(256);
                case 3 -> mutant[at] = NASTY[random.nextInt(NASTY.length)];
                case 4 -> mutant = edited(mutant, at, random);
                case 5 -> mutant = joined(mutant, at, mutant, at + length);
                case 6 -> mutant = joined(mutant, at + length, mutant, at);
                case 7 -> mutant = digit(mutant, at, random);
                default -> mutant = random.nextBoolean(0.3) ? Arrays.copyOf(mutant, at)
                    : splice(mutant, at, files.get(random.nextInt(files.size())), random);
            }
        }
        return mutant;
    }

    /** A number of 1 to 8 bytes set to something extreme. */
    private static byte[] edited(byte[] file, int at, RandomStream random) {
        byte[] number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
            .putLong(LENGTHS[random.nextInt(LENGTHS.length)]).array();
        System.arraycopy(number, 0, file, at, Math.min(file.length - at, 1 << random.nextInt(4)));
        return file;
    }

    /** The next decimal digit replaced by another one: lengths and offsets in texts. */
    private static byte[] digit(byte[] file, int from, RandomStream random) {
        for (int at = from; at < file.length; at++) {
            if (file[at] >= '0' && file[at] <= '9') {
                file[at] = (byte)('0' + random.nextInt(10));
                return file;
            }
        }
        return file;
    }

    private static byte[] splice(byte[] file, int at, byte[] other, RandomStream random) {
        return joined(file, at, other, random.nextInt(other.length));
    }

    /** The start of one file and the end of another one. */
    private static byte[] joined(byte[] first, int end, byte[] second, int from) {
        byte[] joined = Arrays.copyOf(first, end + second.length - from);
        System.arraycopy(second, from, joined, end, second.length - from);
        return joined;
    }
}
