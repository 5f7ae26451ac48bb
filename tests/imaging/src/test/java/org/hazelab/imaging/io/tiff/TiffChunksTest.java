// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.Golden;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.TiffEdit;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strips and tiles that are not stored, have no byte counts, or have their bits the other way round. */
class TiffChunksTest {

    private static final int COMPRESSION = 259;
    private static final int FILL_ORDER = 266;
    private static final int JPEG = 7;

    /** Without the stacks of axes.txt, most of whose pixels no strip of a directory has. */
    static List<Golden> images() {
        return Golden.of("golden.txt", true).stream().filter(golden -> golden.ending().equals("tif")).toList();
    }

    private static FloatImage read(byte[] file) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open("x", file, Options.DEFAULT)) {
            FloatImage image = reader.readStack(Progress.NONE);
            assertEquals(List.of(), reader.takeNotes());
            return image;
        }
    }

    private static long compression(TiffEdit.Directory tags) {
        return tags.has(COMPRESSION) ? tags.numbers(COMPRESSION)[0] : 1;
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsWhatHasByteCountsOfZero(Golden golden) throws HazeLabException {
        byte[] file = TiffEdit.of(golden.file(),
            tags -> tags.set(tags.countTag(), new long[tags.numbers(tags.offsetTag()).length]));
        assertEquals(golden.image(), read(file));
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsWhatHasNoByteCounts(Golden golden) throws HazeLabException {
        byte[] file = TiffEdit.of(golden.file(), tags -> tags.tags.remove(tags.countTag()));
        assertEquals(golden.image(), read(file));
    }

    @ParameterizedTest
    @MethodSource("images")
    void turnsTheBitsOfAllDataButJpeg(Golden golden) throws HazeLabException {
        byte[] file = TiffEdit.of(golden.file(), tags -> {
            tags.set(FILL_ORDER, 2);
            if (compression(tags) == JPEG) {
                return;
            }
            long[] offsets = tags.numbers(tags.offsetTag());
            long[] counts = tags.numbers(tags.countTag());
            for (int c = 0; c < offsets.length; c++) {
                for (long at = offsets[c]; at < offsets[c] + counts[c]; at++) {
                    tags.file[(int)at] = (byte)(Integer.reverse(tags.file[(int)at]) >>> 24);
                }
            }
        });
        assertEquals(golden.image(), read(file));
    }

    /** The half of the strips or tiles that is left out has samples of 0, whatever those stand for. */
    @ParameterizedTest
    @MethodSource("images")
    void takesZerosForWhatIsNotStored(Golden golden) throws HazeLabException {
        if (golden.name().startsWith("imagej")) {
            return;
        }
        FloatImage image = golden.image();
        for (boolean keepOffset : new boolean[] {false, true}) {
            int[] left = new int[2];
            byte[] file = TiffEdit.of(golden.file(), tags -> {
                long[] offsets = tags.numbers(tags.offsetTag());
                long[] counts = tags.numbers(tags.countTag());
                for (int c = 1; c < offsets.length; c += 2) {
                    offsets[c] = keepOffset ? offsets[c] : 0;
                    counts[c] = 0;
                    left[0]++;
                }
                left[1] += offsets.length;
                tags.set(tags.offsetTag(), offsets);
                tags.set(tags.countTag(), counts);
            });
            FloatImage read = read(file);
            int zeros = 0;
            for (int s = 0; s < image.slices(); s++) {
                for (int c = 0; c < image.channels(); c++) {
                    for (int i = 0; i < image.pixels(); i++) {
                        float v = read.plane(s, c)[i];
                        boolean same = Float.floatToIntBits(v) == Float.floatToIntBits(image.plane(s, c)[i]);
                        assertTrue(same || v == 0, golden + " pixel " + i + " is " + v);
                        zeros += same ? 0 : 1;
                    }
                }
            }
            assertEquals(left[0] > 0, zeros > 0, left[0] + " of " + left[1] + " left out, " + zeros + " pixels differ");
        }
    }

    @Test
    void interpretsSamplesThatAreNotStoredAsAnyOther() throws HazeLabException {
        byte[] white = TiffEdit.of(Golden.named("whiteiszero.tif").file(), TiffChunksTest::leaveOut);
        byte[] palette = TiffEdit.of(Golden.named("palette.tif").file(), TiffChunksTest::leaveOut);
        assertEquals(255, first(white, 0));
        assertEquals(List.of(0f, 255f, 0f), List.of(first(palette, 0), first(palette, 1), first(palette, 2)));
    }

    private static void leaveOut(TiffEdit.Directory tags) {
        tags.set(tags.offsetTag(), new long[tags.numbers(tags.offsetTag()).length]);
        tags.set(tags.countTag(), new long[tags.numbers(tags.offsetTag()).length]);
    }

    private static float first(byte[] file, int channel) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open("x", file, Options.DEFAULT)) {
            float[] plane = reader.read(0, Progress.NONE).plane(channel);
            float[] same = new float[plane.length];
            Arrays.fill(same, plane[0]);
            assertArrayEquals(same, plane);
            return plane[0];
        }
    }

    @Test
    void notesThatNoPixelIsStored() throws HazeLabException {
        for (String name : new String[] {"rgb8-lzw-le.tif", "rgb8-plain-be.tif", "jpegycc.tif", "bigtiff.tif"}) {
            byte[] file = TiffEdit.of(Golden.named(name).file(), TiffChunksTest::leaveOut);
            try (ImageFileReader reader = ImageFileReader.open("x", file, Options.DEFAULT)) {
                FloatImage image = reader.read(0, Progress.NONE);
                assertArrayEquals(new float[image.pixels()], image.plane(0));
                assertEquals(List.of("no pixel is stored, all are taken for 0"), reader.takeNotes());
                assertEquals(List.of(), reader.takeNotes());
            }
        }
    }

    @Test
    void refusesAStripThatHasBytesButNoPlace() {
        for (String name : new String[] {"rgb8-lzw-le.tif", "rgb8-plain-be.tif"}) {
            byte[] file = TiffEdit.of(Golden.named(name).file(),
                tags -> tags.set(tags.offsetTag(), new long[tags.numbers(tags.offsetTag()).length]));
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(file));
            assertEquals("The file \"x\" is damaged: a strip or tile has no place in the file", thrown.summary());
        }
    }

    private static byte[] lastStripAt(byte[] tiff, long at) {
        return TiffEdit.of(tiff, tags -> {
            long[] offsets = tags.numbers(tags.offsetTag());
            offsets[offsets.length - 1] = at;
            tags.set(tags.offsetTag(), offsets);
            tags.tags.remove(tags.countTag());
        });
    }

    @Test
    void noticesMissingPixelsWithoutByteCounts() {
        for (String name : new String[] {"grey16-lzw-le.tif", "rgb8-packbits-be.tif", "float-deflate-le.tif"}) {
            byte[] once = lastStripAt(Golden.named(name).file(), 8);
            byte[] file = lastStripAt(Golden.named(name).file(), once.length - 4);
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(file), name);
            assertTrue(thrown.summary().startsWith("The file \"x\" is "), thrown.summary());
        }
    }
}
