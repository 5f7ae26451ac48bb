// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/** A program that prints a checksum over the bits of many results. */
final class DehazeDigest {

    private DehazeDigest() {
    }

    public static void main(String[] args) throws HazeLabException {
        System.out.println(digest());
    }

    static String digest() throws HazeLabException {
        CRC32 checksum = new CRC32();
        for (FloatImage image : new FloatImage[] {Pictures.scene(241, 233), Pictures.scene(1, 1),
            Pictures.noise(190, 260, 3, ValueRange.UNIT, 12), Pictures.noise(90, 300, 1, ValueRange.UINT16, 13)}) {
            for (DcpSettings preset : new DcpSettings[] {DcpSettings.he2011(), DcpSettings.hazeFlow(),
                DcpSettings.hazeFlowTraining(), DcpSettings.dehazeSb()}) {
                HazeEstimate found = DarkChannelPrior.estimate(image, preset, Progress.NONE);
                add(checksum, found.transmission());
                ByteBuffer numbers = ByteBuffer.allocate(64);
                numbers.putDouble(found.mean()).putDouble(found.min()).putDouble(found.max());
                numbers.putDouble(found.airlight().red()).putDouble(found.airlight().blue());
                checksum.update(numbers.array());
                add(checksum, DarkChannelPrior.recover(image, found.transmission(), found.airlight(),
                    new RecoverySettings(0.1, 0.8, 0.9, 0.7, 0.3, true, false), Progress.NONE));
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void add(CRC32 checksum, FloatImage image) {
        for (int c = 0; c < image.channels(); c++) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * image.pixels());
            bytes.asFloatBuffer().put(image.plane(c));
            checksum.update(bytes.array());
        }
    }
}
