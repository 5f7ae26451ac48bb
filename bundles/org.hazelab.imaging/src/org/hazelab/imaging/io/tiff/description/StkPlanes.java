// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.tiff.TiffDirectory;
import org.hazelab.imaging.io.tiff.TiffImages;
import org.hazelab.imaging.io.tiff.TiffPage;

/**
 * MetaMorph's stacks (STK): one directory for all planes, whose number is the number of values of tag UIC2. The strips
 * of each plane follow behind the last strip of the plane before (Molecular Devices, "MetaMorph Stack (STK) Image File
 * Format"). Times, wavelengths and positions are not told apart: each plane is a page.
 */
public final class StkPlanes {

    /** UIC2 has a value a plane; where it is missing, so have UIC3 (wavelengths) and UIC4. */
    private static final int[] TAGS = {33629, 33630, 33631};

    private StkPlanes() {
    }

    private static long count(TiffDirectory tags) {
        for (int tag : TAGS) {
            if (tags.has(tag)) {
                return tags.count(tag);
            }
        }
        return 1;
    }

    /** Whether a file has one directory for several planes. */
    public static boolean are(TiffImages images) throws HazeLabException {
        return images.directories() == 1 && count(images.directory(0)) > 1;
    }

    public static TiffLayout layout(TiffImages images) throws HazeLabException {
        long count = count(images.directory(0));
        TiffPage page = images.describe(0);
        ByteInput input = images.input();
        if (page.compression != TiffPage.PLAIN || page.tiled) {
            throw input.unsupported("a MetaMorph stack of " + count + " planes that is packed or in tiles",
                "Save it again without compression");
        }
        int last = page.chunks.count() - 1;
        long lastBytes = page.chunks.declaredLength(last).orElse(TiffImages.chunkBytes(page, last));
        long start = page.chunks.offsets[0];
        long end = page.chunks.offsets[last];
        if (start <= 0 || end < start || end > input.size() || lastBytes > input.size()
            || end - start + lastBytes < TiffImages.imageBytes(page) || count > TiffImages.MOST) {
            throw input.damaged("the strips of its first plane are shorter than the plane");
        }
        images.repeat(new int[] {(int)count}, new long[] {end - start + lastBytes});
        return TiffAxes.pages(images.count());
    }
}
