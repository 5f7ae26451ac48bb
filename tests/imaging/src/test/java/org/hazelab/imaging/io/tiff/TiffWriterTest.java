// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.io.ImageFileWriter.Format;
import org.hazelab.imaging.io.ImageFileWriter.Options;
import org.hazelab.imaging.io.TestRandom;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffWriterTest {

    @Test
    void writesTheRangeIntoTheTagsOfEveryPage(@TempDir Path folder) throws Exception {
        FloatImage image = new TestRandom(8).anything(5, 4, 2, 3, new ValueRange(-2.5f, 7));
        Path file = folder.resolve("a.tif");
        ImageFileWriter.write(image, file, Options.of(Format.TIFF_FLOAT), Progress.NONE);
        try (ByteInput input = ByteInput.of(file)) {
            input.littleEndian(true);
            long at = input.u32(4);
            int pages = 0;
            for (; at != 0; pages++) {
                TiffDirectory tags = new TiffDirectory(input, at, false);
                assertArrayEquals(new double[] {-2.5}, tags.reals(340, 9));
                assertArrayEquals(new double[] {7}, tags.reals(341, 9));
                assertEquals(pages == 0, tags.text(270, 999).startsWith("ImageJ="));
                at = tags.next();
            }
            assertEquals(6, pages);
        }
    }
}
