// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** The content hash that {@link RawImageFile} documents and promises. */
final class RawImageHash {

    private static final long START = 0xcbf29ce484222325L;
    private static final long FACTOR = 0x9e3779b97f4a7c15L;
    private static final long LAST_FACTOR = 0xd6e8feb86659fd93L;
    private static final int ASK_EVERY = 1 << 20;

    private RawImageHash() {
    }

    static long of(FloatImage image, Progress progress) {
        int planes = image.slices() * image.channels();
        long[] hashes = new long[planes];
        Parallel.pieces(planes, 1, progress, (from, to) -> {
            for (int p = from; p < to; p++) {
                hashes[p] = plane(image.plane(p / image.channels(), p % image.channels()), progress);
            }
        });
        long h = START;
        h = step(h, image.width());
        h = step(h, image.height());
        h = step(h, image.channels());
        h = step(h, image.slices());
        h = step(h, Float.floatToIntBits(image.range().min()));
        h = step(h, Float.floatToIntBits(image.range().max()));
        for (long plane : hashes) {
            h = step(h, (int)plane);
            h = step(h, (int)(plane >>> 32));
        }
        h ^= h >>> 32;
        h *= LAST_FACTOR;
        return h ^ h >>> 32;
    }

    private static long plane(float[] plane, Progress progress) {
        long h = START;
        for (int at = 0; at < plane.length;) {
            progress.checkCanceled();
            int end = (int)Math.min(plane.length, (long)at + ASK_EVERY);
            for (; at < end; at++) {
                h = step(h, Float.floatToIntBits(plane[at]));
            }
        }
        return h;
    }

    private static long step(long h, int word) {
        return Long.rotateLeft(h ^ word & 0xffffffffL, 23) * FACTOR;
    }
}
