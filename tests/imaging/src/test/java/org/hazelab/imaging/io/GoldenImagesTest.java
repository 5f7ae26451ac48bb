// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden values: every image of golden.txt, whose pixels are what Pillow and tifffile say (make_golden.py). */
class GoldenImagesTest {

    static List<Golden> images() {
        return Golden.all();
    }

    private static ImageFileReader open(Golden golden, Options options) throws HazeLabException {
        return ImageFileReader.open(ByteInput.of("The file \"" + golden.name() + "\"", golden.file()), options);
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsWhatOtherLibrariesWroteToTheLastBit(Golden golden) throws HazeLabException {
        try (ImageFileReader reader = open(golden, Options.DEFAULT)) {
            FloatImage read = reader.readStack(Progress.NONE);
            assertEquals(golden.image().toString(), read.toString());
            for (int s = 0; s < read.slices(); s++) {
                for (int c = 0; c < read.channels(); c++) {
                    assertArrayEquals(golden.image().plane(s, c), read.plane(s, c), "slice " + s + " channel " + c);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void describesAPageAsReadingItGivesIt(Golden golden) throws HazeLabException {
        try (ImageFileReader reader = open(golden, Options.DEFAULT)) {
            assertEquals(golden.image().slices(), reader.pages());
            for (int p = 0; p < reader.pages(); p++) {
                FloatImage page = reader.read(p, Progress.NONE);
                ImageInfo info = reader.info(p);
                assertEquals(golden.bits(), info.bitDepth());
                assertEquals(page.width(), info.width());
                assertEquals(page.height(), info.height());
                assertEquals(page.channels(), info.channels());
                assertEquals(1, page.slices());
                assertEquals(golden.name().contains("float"), info.floatingPoint()
                    && !golden.name().equals("imagejhyperstack.tif"));
                assertArrayEquals(golden.image().plane(p, 0), page.plane(0));
            }
        }
    }

    @Test
    void coversEveryKindOfFile() {
        assertTrue(Golden.ofEnding("png").size() >= 20 && Golden.ofEnding("jpg").size() >= 18
            && Golden.ofEnding("bmp").size() >= 8 && Golden.ofEnding("tif").size() >= 80);
    }

    @Test
    void leavesAnImageAsItIsStoredWhereOrientationIsNotApplied() throws HazeLabException {
        Options stored = Options.DEFAULT.withApplyOrientation(false);
        for (String ending : new String[] {"jpg", "tif"}) {
            FloatImage upright = Golden.named("orientation1." + ending).image();
            for (int o = 1; o <= 8; o++) {
                try (ImageFileReader reader = open(Golden.named("orientation" + o + "." + ending), stored)) {
                    FloatImage read = reader.read(0, Progress.NONE);
                    assertEquals(upright.width(), read.width());
                    assertEquals(upright.width(), reader.info(0).width());
                    if (ending.equals("jpg")) {
                        assertEquals(upright, read);
                    }
                }
            }
        }
    }

    @Test
    void readsOnePageOfAStackWithoutTheOthers() throws HazeLabException {
        Golden golden = Golden.named("pages.tif");
        byte[] file = golden.file().clone();
        try (ImageFileReader reader = open(golden, Options.DEFAULT)) {
            assertEquals(golden.image().slice(2), reader.read(2, Progress.NONE));
            assertThrows(IndexOutOfBoundsException.class, () -> reader.read(3, Progress.NONE));
            assertThrows(IndexOutOfBoundsException.class, () -> reader.info(-1));
        }
        assertArrayEquals(file, golden.file(), "the bytes given are not to be changed");
    }

    @Test
    void tellsFormatsApartByContentAndNotByEnding(@TempDir Path folder) throws Exception {
        for (String[] pair : new String[][] {{"rgb8.png", "a.jpg", "PNG"}, {"grey.jpg", "b.tif", "JPEG"},
            {"pages.tif", "c.bmp", "TIFF"}, {"rgb.bmp", "d.png", "BMP"}, {"rgb8.png", "no ending", "PNG"}}) {
            Golden golden = Golden.named(pair[0]);
            Path file = Files.write(folder.resolve(pair[1]), golden.file());
            try (ImageFileReader reader = ImageFileReader.open(file, Options.DEFAULT)) {
                assertEquals(pair[2], reader.info(0).format());
                assertEquals(golden.image().slice(0), reader.read(0, Progress.NONE));
            }
            assertEquals(golden.image().slice(0), ImageFileReader.read(file));
            Files.delete(file);
        }
    }

    @Test
    void readsThePngOfACell() throws HazeLabException {
        Golden golden = Golden.named("rgb16gamma.png");
        assertEquals(golden.image(), ImageFileReader.fromPng(golden.file()));
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> ImageFileReader.fromPng(new byte[0]));
        assertEquals("The PNG image is empty", thrown.summary());
    }
}
