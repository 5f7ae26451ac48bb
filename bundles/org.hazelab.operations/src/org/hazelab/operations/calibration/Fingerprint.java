// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.calibration;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;

/** A number that tells images apart: equal for the same size and pixels, else by chance in one of 2^64 cases. */
final class Fingerprint {

    private Fingerprint() {
    }

    static long of(FloatImage image, Progress progress) {
        long hash = mix(mix(mix(mix(1, image.width()), image.height()), image.channels()), image.slices());
        for (int p = 0; p < image.slices() * image.channels(); p++) {
            progress.checkCanceled();
            for (float value : image.plane(p / image.channels(), p % image.channels())) {
                hash = mix(hash, Float.floatToIntBits(value));
            }
        }
        return hash;
    }

    /** Multiplies by an odd number, which loses nothing, and brings the upper bits down. */
    private static long mix(long hash, int value) {
        long product = (hash ^ value) * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 29;
    }
}
