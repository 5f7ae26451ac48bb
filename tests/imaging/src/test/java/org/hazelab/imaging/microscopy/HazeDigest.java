// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Specimens.Blobs;
import org.hazelab.imaging.microscopy.Specimens.Filaments;
import org.hazelab.imaging.task.Progress;

/** A program that prints a checksum over the bits of specimens and pictures. */
final class HazeDigest {

    private HazeDigest() {
    }

    public static void main(String[] args) throws HazeLabException {
        System.out.println(digest());
    }

    static String digest() throws HazeLabException {
        CRC32 checksum = new CRC32();
        FloatImage stack = Specimens.draw(new Specimens.Size(150, 90, 7, 3), Filaments.DEFAULT, Blobs.DEFAULT, 5, 1);
        add(checksum, stack);
        for (Optics.Model model : Optics.Model.values()) {
            WidefieldHaze.Settings settings =
                new WidefieldHaze.Settings(Optics.DEFAULT.withModel(model), Camera.DEFAULT, 0.8, true);
            WidefieldHaze.Pair pair = new WidefieldHaze(settings).picture(stack, 3, 11, 2, Progress.NONE);
            add(checksum, pair.clean());
            add(checksum, pair.hazy());
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void add(CRC32 checksum, FloatImage image) {
        for (int z = 0; z < image.slices(); z++) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * image.pixels());
            bytes.asFloatBuffer().put(image.plane(z, 0));
            checksum.update(bytes.array());
        }
    }
}
