// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image whose file is in memory is read as the file on a disk is. */
class ImagesInMemoryTest {

    private static final Options SMALL = Options.DEFAULT.withMemoryLimit(1 << 26);
    private static final int DAMAGED = 20;

    @TempDir
    Path folder;

    static List<Golden> images() {
        return Golden.all();
    }

    @FunctionalInterface
    private interface Opening {
        ImageFileReader open() throws HazeLabException;
    }

    /** All that a reader says: pages, image and notes, or why there is no image. */
    private static List<Object> all(Opening opening) {
        try (ImageFileReader reader = opening.open()) {
            return List.of(reader.pages(), reader.info(0), reader.readStack(Progress.NONE), reader.takeNotes());
        } catch (HazeLabException e) {
            return List.of(e.getMessage());
        }
    }

    /** The bytes in the middle of a buffer that has no array. */
    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length + 7).position(3).put(bytes).flip().position(3);
    }

    private static ByteBuffer partOfAnArray(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + 7).position(3).put(bytes).flip().position(3);
    }

    private void assertReadAlike(String fileName, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve(fileName), bytes);
        String name = file.toString();
        List<Object> fromDisk = all(() -> ImageFileReader.open(file, SMALL));
        assertEquals(fromDisk, all(() -> ImageFileReader.open(name, bytes, SMALL)));
        for (ByteBuffer buffer : List.of(direct(bytes), partOfAnArray(bytes), ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
            ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 5), 0, bytes.length))) {
            int at = buffer.position();
            assertEquals(fromDisk, all(() -> ImageFileReader.open(name, buffer, SMALL)));
            assertEquals(at, buffer.position());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyFormatIsReadAsFromADisk(Golden golden) throws Exception {
        assertReadAlike(golden.name(), golden.file());
        assertEquals(golden.image(), all(() -> ImageFileReader.open("x", golden.file(), SMALL)).get(2));
    }

    @ParameterizedTest
    @MethodSource("images")
    void damageIsNamedAsOnADisk(Golden golden) throws Exception {
        TestRandom random = new TestRandom(golden.name().hashCode());
        for (int i = 0; i < DAMAGED; i++) {
            assertReadAlike(golden.name(), i % 2 == 0 ? Mutation.of(golden.file(), random)
                : Arrays.copyOf(golden.file(), random.below(golden.file().length)));
        }
    }

    @Test
    void messagesHaveTheName() {
        HazeLabException empty = assertThrows(HazeLabException.class,
            () -> ImageFileReader.open("a/b.png", new byte[0], SMALL));
        assertEquals("The file \"a/b.png\" is empty. Copy or download it again.", empty.getMessage());
        HazeLabException text = assertThrows(HazeLabException.class,
            () -> ImageFileReader.open("a/b.png", "no image".getBytes(), SMALL));
        assertEquals("The file \"a/b.png\" is text, not an image. PNG, JPEG, TIFF and BMP can be read.",
            text.getMessage());
    }

    /** OME-TIFF names the file that a plane is in: the folder of the name does not count. */
    @Test
    void theNameOfTheFileIsTheLastPartOfTheName() {
        for (String name : new String[] {"b.tif", "a/b.tif", "C:\\a\\b.tif", "https://example.org/a/b.tif"}) {
            assertEquals("b.tif", FileBytes.ofBuffer(name, ByteBuffer.allocate(1)).fileName());
        }
    }

    @Test
    void onePageIsReadWithoutACopyOfTheBytes() throws Exception {
        Path file = folder.resolve("stack.tif");
        FloatImage stack = FloatImage.stack(300, 300, 1, ValueRange.UNIT, new float[40][300 * 300]);
        ImageFileWriter.write(stack, file, ImageFileWriter.Options.of(ImageFileWriter.Format.TIFF_FLOAT),
            Progress.NONE);
        byte[] bytes = Files.readAllBytes(file);
        for (ByteBuffer buffer : List.of(ByteBuffer.wrap(bytes), direct(bytes))) {
            long before = Allocation.ofThisThread();
            try (ImageFileReader reader = ImageFileReader.open("stack.tif", buffer, SMALL)) {
                assertEquals(40, reader.pages());
                reader.read(7, Progress.NONE);
            }
            long taken = Allocation.ofThisThread() - before;
            assertTrue(taken < bytes.length / 4, taken + " bytes were taken to read a page of " + bytes.length);
        }
    }

    /** The comments in a JPEG file of 20 MB, which the decoder does not get, are copied at most once. */
    @Test
    void aJpegIsCopiedAtMostOnce() throws Exception {
        byte[] jpeg = Golden.named("colour444.jpg").file();
        ByteBuffer large = ByteBuffer.allocate(jpeg.length + 300 * 65_537);
        large.put(jpeg, 0, 2);
        for (int i = 0; i < 300; i++) {
            large.putShort((short)0xfffe).putShort((short)65_535).position(large.position() + 65_533);
        }
        byte[] bytes = large.put(jpeg, 2, jpeg.length - 2).array();
        long before = Allocation.ofThisThread();
        assertEquals(Golden.named("colour444.jpg").image(),
            all(() -> ImageFileReader.open("large.jpg", bytes, Options.DEFAULT)).get(2));
        long taken = Allocation.ofThisThread() - before;
        assertTrue(taken < bytes.length * 1.2, taken + " bytes were taken to read a file of " + bytes.length);
    }
}
