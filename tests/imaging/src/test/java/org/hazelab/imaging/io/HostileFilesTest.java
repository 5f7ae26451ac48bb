// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.jpeg.JpegWriter;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.png.PngWriter;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, reading it gives an image or a message: nothing else, and no more memory than allowed. */
class HostileFilesTest {

    private static final int MUTANTS = 3000;
    private static final Options SMALL = Options.DEFAULT.withMemoryLimit(8 << 20);

    static List<Golden> images() {
        return Golden.all();
    }

    private static FloatImage read(byte[] file, Options options) throws HazeLabException {
        return read(file, options, new ArrayList<>());
    }

    private static FloatImage read(byte[] file, Options options, List<String> notes) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open(ByteInput.of("The file \"x\"", file), options)) {
            reader.info(reader.pages() - 1);
            FloatImage image = reader.readStack(Progress.NONE);
            notes.addAll(reader.takeNotes());
            return image;
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void noticesWhereverAFileIsCutOff(Golden golden) throws HazeLabException {
        byte[] file = golden.file();
        FloatImage whole = read(file, SMALL);
        int refused = 0;
        int step = Math.max(1, file.length / 150);
        for (int length = 1; length < file.length; length += length + step < file.length - 40 ? step : 1) {
            List<String> notes = new ArrayList<>();
            try {
                FloatImage read = read(Arrays.copyOf(file, length), SMALL, notes);
                // Some formats have bytes behind the last pixel that mean nothing: then all pixels must be there.
                assertEquals(whole, read, "cut off after " + length + " of " + file.length + " bytes");
                assertTrue(golden.ending().equals("tif") || golden.ending().equals("bmp")
                    || notes.equals(List.of(ByteInput.NO_END)),
                    "cut off after " + length + " of " + file.length + " bytes, and not noticed");
            } catch (HazeLabException e) {
                assertTrue(e.summary().contains("The file \"x\""), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 20, "only " + refused + " prefixes were refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "tif", "bmp"})
    void survivesMutatedFiles(String ending) {
        List<Golden> seeds = Golden.ofEnding(ending);
        TestRandom random = new TestRandom(ending.hashCode());
        int images = 0;
        for (int m = 0; m < MUTANTS; m++) {
            Golden seed = seeds.get(random.below(seeds.size()));
            byte[] mutant = Mutation.of(seed.file(), random);
            if (ending.equals("png") && random.below(2) == 0) {
                Mutation.mendPng(mutant);
            }
            try {
                read(mutant, SMALL);
                images++;
            } catch (HazeLabException e) {
                assertTrue(e.summary().contains("The file \"x\""), e.getMessage());
            } catch (Throwable t) {
                fail("mutant " + m + " of " + seed + ": " + Base64.getEncoder().encodeToString(mutant), t);
            }
        }
        assertTrue(images > MUTANTS / 50 && images < MUTANTS, images + " of the mutants are still images");
    }

    @Test
    void saysHowMuchMemoryAHugeImageTakesAndHowMuchThereIs() {
        Options limit = Options.DEFAULT.withMemoryLimit(1L << 30);
        int side = 60000;
        byte[] png = png(side, side, 8, 2, new byte[0]);
        byte[] bmp = Golden.named("rgb.bmp").file().clone();
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
        byte[] jpeg = Golden.named("colour444.jpg").file().clone();
        int frame = indexOf(jpeg, 0xff, 0xc0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short)side).putShort(frame + 7, (short)side);
        byte[] tiff = Golden.named("rgb8-lzw-le.tif").file().clone();
        setTag(tiff, 256, side);
        setTag(tiff, 257, side);
        setTag(tiff, 278, side);
        for (byte[] file : new byte[][] {png, bmp, jpeg, tiff}) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(file, limit));
            // 40.2 GB for the pixels, and what decoding needs beside them.
            assertTrue(thrown.summary().matches("The file \"x\" declares 60000 x 60000 pixels with 3 channels, which "
                + "takes [45]\\d\\.\\d GB of memory; 1\\.0 GB may be used for one image"), thrown.summary());
            assertTrue(thrown.remedy().contains("-Xmx"), thrown.remedy());
        }
    }

    /** What is taken and let go again counts as well here, so that the limit allows nothing that was forgotten. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void takesNoMoreMemoryThanItChecksBefore(Kind kind) throws Exception {
        byte[] file = kind.file();
        Page page;
        try (ByteInput input = ByteInput.of("x", file)) {
            page = FileKind.open(input).page(0);
        }
        long stated = page.pixels() * page.channels() * Float.BYTES + page.scratchBytes();
        Options exact = Options.DEFAULT.withMemoryLimit(stated);
        read(file, exact);
        long before = Allocation.ofThisThread();
        read(file, exact);
        long taken = Allocation.ofThisThread() - before;
        // The decoder of PNG copies colours of 8 bits once more, but a row at a time.
        long rows = kind == Kind.PNG8 ? page.pixels() * page.channels() : 0;
        assertTrue(taken <= stated + rows + (1 << 20), "took " + taken + " bytes, stated " + stated);
        HazeLabException thrown =
            assertThrows(HazeLabException.class, () -> read(file, exact.withMemoryLimit(stated - 1)));
        assertTrue(thrown.summary().contains("of memory; "), thrown.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb8.png", "colour444.jpg", "rgb.bmp", "rgb8-lzw-le.tif"})
    void saysThatOthersHoldTheMemory(String name) throws HazeLabException {
        Progress full = new Progress() {
            @Override
            public void report(double fraction, String message) {
                throw new OutOfMemoryError("as in the middle of decoding");
            }

            @Override
            public void checkCanceled() {
                // goes on
            }
        };
        try (ImageFileReader reader = ImageFileReader.open(ByteInput.of("x", Golden.named(name).file()), SMALL)) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> reader.read(0, full));
            assertTrue(thrown.summary().endsWith("; that much is not free"), thrown.summary());
        }
    }

    /** Files of half a million pixels. */
    enum Kind {
        PNG8,
        PNG16,
        PNG_INTERLACED,
        JPEG,
        TIFF,
        BMP,
        BMP_RUNS;

        byte[] file() throws Exception {
            int width = 800;
            int height = 600;
            FloatImage image = new TestRandom(1).whole(width, height, 3, 255, ValueRange.UINT8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            switch (this) {
                case PNG8 -> PngWriter.write(image, 8, out, Progress.NONE);
                case PNG16 -> PngWriter.write(image, 16, out, Progress.NONE);
                case PNG_INTERLACED -> out.writeBytes(PngFile.of(width, height, 16, PngFile.RGB_ALPHA, true,
                    new int[4 * width * height]));
                case JPEG -> JpegWriter.write(image, 90, out, Progress.NONE);
                case TIFF -> {
                    Path file = Files.createTempFile("hazelab", ".tif");
                    try {
                        ImageFileWriter.write(image, file, ImageFileWriter.Options.of(ImageFileWriter.Format.TIFF_FLOAT)
                            .withReplace(true).withCompressTiff(true), Progress.NONE);
                        out.writeBytes(Files.readAllBytes(file));
                    } finally {
                        Files.delete(file);
                    }
                }
                case BMP, BMP_RUNS -> {
                    byte[] small = Golden.named(this == BMP ? "rgb.bmp" : "runs8.bmp").file();
                    byte[] large = Arrays.copyOf(small, ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN).getInt(10)
                        + 3 * width * height);
                    ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
                    if (this == BMP_RUNS) {
                        large[large.length - 1] = 1;
                    }
                    out.writeBytes(large);
                }
            }
            return out.toByteArray();
        }
    }

    @Test
    void refusesAHugeImageInAShortFileBeforeItTakesMemory() {
        // Sizes that fit the memory but not the file: no plane of 4 GB is allocated to find that out.
        Options generous = Options.DEFAULT.withMemoryLimit(Long.MAX_VALUE);
        int side = 32000;
        byte[] jpeg = Golden.named("grey.jpg").file().clone();
        int frame = indexOf(jpeg, 0xff, 0xc0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short)side).putShort(frame + 7, (short)side);
        byte[] tiff = Golden.named("grey16-deflate-le.tif").file().clone();
        setTag(tiff, 256, side);
        setTag(tiff, 257, side);
        setTag(tiff, 278, side);
        byte[] bmp = Golden.named("grey8.bmp").file().clone();
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
        for (byte[] file : new byte[][] {png(side, side, 8, 0, new byte[0]), jpeg, tiff, bmp}) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(file, generous));
            assertEquals("The file \"x\" is incomplete: it ends before its image does", thrown.summary());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7fffffff, 0x80000000L, 0xffffffffL, 0, 1 << 30, 65536})
    void refusesSizesThatOverflow(long size) {
        byte[] tiff = Golden.named("rgb16-plain-le.tif").file().clone();
        byte[] bmp = Golden.named("rgb.bmp").file().clone();
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, (int)size).putInt(22, (int)size);
        for (int tag : new int[] {256, 257, 277, 278}) {
            setTag(tiff, tag, size);
        }
        for (byte[] file : new byte[][] {tiff, bmp, png((int)size, (int)size, 16, 6, new byte[9])}) {
            assertThrows(HazeLabException.class, () -> read(file, Options.DEFAULT.withMemoryLimit(Long.MAX_VALUE)));
        }
    }

    @Test
    void refusesATiffWhoseDirectoriesFormALoop() {
        byte[] tiff = Golden.named("pages.tif").file().clone();
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        bytes.putInt(second + 2 + 12 * bytes.getShort(second), first);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(tiff, SMALL));
        assertEquals("The file \"x\" is damaged: its directories form a loop", thrown.summary());
    }

    /** Length and pixels are right, but something else was written over the directory. */
    @Test
    void saysThatADirectoryWasOverwritten() {
        TestRandom random = new TestRandom(3);
        for (Golden golden : Golden.ofEnding("tif")) {
            byte[] tiff = golden.file().clone();
            boolean little = tiff[0] == 'I';
            ByteBuffer bytes = ByteBuffer.wrap(tiff).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int at = bytes.getShort(2) == 43 ? (int)bytes.getLong(8) : bytes.getInt(4);
            for (int i = at; i < Math.min(tiff.length, at + 200); i++) {
                tiff[i] = (byte)(random.next() | 32);
            }
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(tiff, SMALL));
            assertTrue(thrown.summary().startsWith("The file \"x\" is damaged: "), golden + ": " + thrown.summary());
        }
    }

    @Test
    void refusesPagesOfDifferentSizesAsAStack() throws HazeLabException {
        byte[] tiff = Golden.named("thumbnail.tif").file().clone();
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        setTagAt(tiff, second, 254, 0);
        try (ImageFileReader reader = ImageFileReader.open(ByteInput.of("The file \"x\"", tiff), SMALL)) {
            assertEquals(2, reader.pages());
            assertEquals(7, reader.info(1).width());
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> reader.readStack(Progress.NONE));
            assertEquals("The file \"x\" is no stack: page 2 has 7 x 5 pixels, 3 channels, 8 bits, page 1 has 13 x 9 "
                + "pixels, 3 channels, 8 bits", thrown.summary());
            assertEquals(7, reader.read(1, Progress.NONE).width());
        }
    }

    @Test
    void refusesAWrongChecksumOfPixels() {
        byte[] png = Golden.named("grey8.png").file().clone();
        int data = indexOf(png, 'I', 'D', 'A', 'T');
        png[data + 4 + ByteBuffer.wrap(png).getInt(data - 4)] ^= 1;
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(png, SMALL));
        assertTrue(thrown.summary().contains("checksum"), thrown.summary());
    }

    @Test
    void refusesAJpegThatTheDecoderOnlyWarnsOf() {
        // The end mark is there, but pixels before it are not.
        byte[] file = Golden.named("colour444.jpg").file();
        byte[] gap = Arrays.copyOf(file, file.length - 60);
        gap[gap.length - 2] = (byte)0xff;
        gap[gap.length - 1] = (byte)0xd9;
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> read(gap, SMALL));
        assertEquals("The file \"x\" is incomplete: it ends before its image does", thrown.summary());
    }

    private static byte[] png(int width, int height, int bits, int colour, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + 12 + data.length + 12);
        file.putLong(0x89504e470d0a1a0aL);
        chunk(file, 0x49484452, ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte)bits).put((byte)colour)
            .array());
        chunk(file, 0x49444154, data);
        chunk(file, 0x49454e44, new byte[0]);
        return file.array();
    }

    private static void chunk(ByteBuffer file, int type, byte[] data) {
        CRC32 sum = new CRC32();
        sum.update(ByteBuffer.allocate(4).putInt(type).array());
        sum.update(data);
        file.putInt(data.length).putInt(type).put(data).putInt((int)sum.getValue());
    }

    private static int indexOf(byte[] file, int... wanted) {
        for (int at = 0;; at++) {
            int matched = 0;
            while (matched < wanted.length && file[at + matched] == (byte)wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
    }

    private static void setTag(byte[] tiff, int tag, long value) {
        setTagAt(tiff, ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(4), tag, value);
    }

    /** Sets a tag of a little-endian TIFF to one 32-bit number. */
    private static void setTagAt(byte[] tiff, int directory, int tag, long value) {
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        for (int e = 0; e < bytes.getShort(directory); e++) {
            int entry = directory + 2 + 12 * e;
            if ((bytes.getShort(entry) & 0xffff) == tag) {
                bytes.putShort(entry + 2, (short)4).putInt(entry + 4, 1).putInt(entry + 8, (int)value);
                return;
            }
        }
        throw new IllegalArgumentException("No tag " + tag);
    }
}
