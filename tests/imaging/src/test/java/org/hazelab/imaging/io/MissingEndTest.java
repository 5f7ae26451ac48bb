// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files without an end: read with a note where no pixel is missing, and refused in every other case. */
class MissingEndTest {

    private static FloatImage read(byte[] file, List<String> notes) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open(ByteInput.of("The file \"x\"", file), Options.DEFAULT)) {
            try {
                return reader.read(0, Progress.NONE);
            } finally {
                notes.addAll(reader.takeNotes());
            }
        }
    }

    /** The lengths, from the full one down, at which all pixels are still there; below, each prefix must be refused. */
    private static List<Integer> readable(Golden golden) {
        byte[] file = golden.file();
        List<Integer> lacking = new ArrayList<>();
        for (int length = file.length - 1; length > 0; length--) {
            List<String> notes = new ArrayList<>();
            try {
                assertEquals(golden.image(), read(Arrays.copyOf(file, length), notes), "after " + length + " bytes");
                assertEquals(List.of(ByteInput.NO_END), notes);
                lacking.add(file.length - length);
            } catch (HazeLabException e) {
                assertTrue(e.summary().startsWith("The file \"x\" is "), e.summary());
                assertEquals(List.of(), notes, "a file that is refused is not said to be whole");
            }
        }
        return lacking;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "colour420.jpg", "progressive.jpg", "restarts.jpg", "cmyk.jpg"})
    void readsAJpegThatLacksItsEndMarkAlone(String name) {
        assertEquals(List.of(1, 2), readable(Golden.named(name)));
    }

    static List<Golden> pngs() {
        return Golden.ofEnding("png");
    }

    @ParameterizedTest
    @MethodSource("pngs")
    void readsAPngThatLacksItsEndMarkAndChecksumsAlone(Golden golden) {
        // 12 bytes of the end mark, 4 of the checksum of the pixels' chunk, 4 of the one of the packed data.
        List<Integer> lacking = readable(golden);
        assertTrue(lacking.size() >= 20, golden + " can be read without its last bytes: " + lacking);
        assertEquals(lacking.size(), lacking.get(lacking.size() - 1));
    }

    /** Most cameras and programs write notes behind the pixels; a cut in them loses no pixel. */
    @Test
    void readsAPngThatIsCutOffInItsNotes() throws HazeLabException {
        Golden golden = Golden.named("rgb8.png");
        byte[] end = PngFile.chunk("tEXt", new byte[40]);
        byte[] file = Arrays.copyOf(golden.file(), golden.file().length - 12 + end.length);
        System.arraycopy(end, 0, file, golden.file().length - 12, end.length);
        List<String> notes = new ArrayList<>();
        assertEquals(golden.image(), read(Arrays.copyOf(file, file.length - 20), notes));
        assertEquals(List.of(ByteInput.NO_END), notes);
    }

    @Test
    void refusesAProgressiveJpegWithoutItsLastScans() {
        byte[] file = Golden.named("progressive.jpg").file();
        int scans = 0;
        for (int at = 2; at < file.length - 1; at++) {
            if (file[at] == (byte)0xff && file[at + 1] == (byte)0xda) {
                scans++;
                byte[] cut = Arrays.copyOf(file, at);
                HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(cut, new ArrayList<>()));
                assertTrue(scans == 1 || thrown.summary().contains("incomplete"), thrown.summary());
            }
        }
        assertTrue(scans > 3, scans + " scans");
    }

    @Test
    void refusesAPngWhosePackedDataIsDamagedAtItsEnd() {
        byte[] file = Golden.named("rgb8.png").file();
        byte[] cut = Arrays.copyOf(file, file.length - 16);
        cut[cut.length - 1] ^= 1;
        assertThrows(HazeLabException.class, () -> read(cut, new ArrayList<>()));
    }

    @Test
    void readsAJpegInATiffThatLacksItsEndMark() throws HazeLabException {
        Golden golden = Golden.named("jpegrgb.tif");
        byte[] file = TiffEdit.of(golden.file(), tags -> {
            long[] counts = tags.numbers(tags.countTag());
            for (int c = 0; c < counts.length; c++) {
                counts[c] -= 2;
            }
            tags.set(tags.countTag(), counts);
        });
        List<String> notes = new ArrayList<>();
        assertEquals(golden.image(), read(file, notes));
        assertEquals(List.of(ByteInput.NO_END), notes);
    }

    /** EXIF data with an orientation, in either byte order, with or without the mark that belongs to JPEG. */
    @Test
    void turnsAPngAsItsExifDataSays() throws HazeLabException {
        FloatImage stored = Golden.named("rgb8.png").image();
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (boolean marked : new boolean[] {false, true}) {
                byte[] file = withExif(exif(orientation, marked), 0);
                FloatImage read = read(file, new ArrayList<>());
                assertEquals(orientation >= 5 ? stored.height() : stored.width(), read.width());
                for (int c = 0; c < 3; c++) {
                    assertEquals(Arrays.toString(Orientation.turn(stored.plane(c), 13, 9, orientation)),
                        Arrays.toString(read.plane(c)), "orientation " + orientation);
                }
            }
        }
        ImageFileReader.Options asStored = Options.DEFAULT.withApplyOrientation(false);
        try (ImageFileReader reader = ImageFileReader.open(ByteInput.of("x", withExif(exif(6, false), 0)), asStored)) {
            assertEquals(stored, reader.read(0, Progress.NONE));
        }
    }

    @Test
    void leavesAPngUprightWhoseExifDataIsDamaged() throws HazeLabException {
        FloatImage stored = Golden.named("rgb8.png").image();
        byte[] exif = exif(6, false);
        assertEquals(stored, read(withExif(exif, 1), new ArrayList<>()));
        assertEquals(stored, read(withExif(Arrays.copyOf(exif, 15), 0), new ArrayList<>()));
        assertEquals(stored, read(withExif(new byte[0], 0), new ArrayList<>()));
        assertEquals(stored, read(withExif(exif(9, false), 0), new ArrayList<>()));
    }

    private static byte[] exif(int orientation, boolean marked) {
        ByteBuffer exif = ByteBuffer.allocate(marked ? 32 : 26);
        if (marked) {
            exif.put("Exif\0\0".getBytes());
        }
        exif.putInt(0x4d4d002a).putInt(8).putShort((short)1).putShort((short)274).putShort((short)3).putInt(1)
            .putShort((short)orientation);
        return exif.array();
    }

    /** The chunk behind the pixels, where the standard allows it as well as before them. */
    private static byte[] withExif(byte[] exif, int damage) {
        byte[] png = Golden.named("rgb8.png").file();
        byte[] chunk = PngFile.chunk("eXIf", exif);
        chunk[chunk.length - 1] ^= (byte)damage;
        ByteBuffer file = ByteBuffer.allocate(png.length + chunk.length);
        return file.put(png, 0, png.length - 12).put(chunk).put(png, png.length - 12, 12).array();
    }
}
