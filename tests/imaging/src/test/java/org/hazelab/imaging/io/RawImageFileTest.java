// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawImageFileTest {

    /** 3 x 2, one channel, 0..255: the bytes made by a Python script from the layout and hash in the class comment. */
    private static final String GOLDEN_UINT8 =
        "89485a490d0a1a0a01000100030000000200000001000000010000000000000000007f43"
            + "00000000f22e19f4476b8b6d00010280feff";
    /** 2 x 1, three channels, two slices, 0..65535; as above. */
    private static final String GOLDEN_UINT16 =
        "89485a490d0a1a0a01000200020000000100000003000000020000000000000000ff7f47"
            + "00000000d0006ccc0a5cb7ee000001000001ffff0700080009000a000b000c000d000e00";
    /** 2 x 2, one channel, 0..1, with negative zero and NaN; as above. */
    private static final String GOLDEN_FLOAT =
        "89485a490d0a1a0a0100030002000000020000000100000001000000000000000000803f"
            + "000000008bfcabde59ebe207000000000000003f000000800000c07f";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("image.hzi");
    }

    private static FloatImage goldenUint8() {
        return FloatImage.of(3, 2, ValueRange.UINT8, new float[] {0, 1, 2, 128, 254, 255});
    }

    private static FloatImage goldenUint16() {
        return FloatImage.stack(2, 1, 3, ValueRange.UINT16, new float[] {0, 1}, new float[] {256, 65535},
            new float[] {7, 8}, new float[] {9, 10}, new float[] {11, 12}, new float[] {13, 14});
    }

    private static FloatImage goldenFloat() {
        return FloatImage.of(2, 2, ValueRange.UNIT, new float[] {0, 0.5f, -0.0f, Float.NaN});
    }

    @Test
    void keepsItsPromiseOfTheBytes() throws Exception {
        FloatImage[] images = {goldenUint8(), goldenUint16(), goldenFloat()};
        String[] bytes = {GOLDEN_UINT8, GOLDEN_UINT16, GOLDEN_FLOAT};
        for (int i = 0; i < images.length; i++) {
            RawImageFile.write(images[i], file(), Progress.NONE);
            assertEquals(bytes[i], HexFormat.of().formatHex(Files.readAllBytes(file())));
            Files.write(file(), HexFormat.of().parseHex(bytes[i]));
            assertEquals(images[i], RawImageFile.read(file(), Progress.NONE));
        }
    }

    @Test
    void givesBackEveryBit() throws Exception {
        TestRandom random = new TestRandom(1);
        for (int i = 0; i < 150; i++) {
            int width = 1 + random.below(300);
            int height = 1 + random.below(200);
            FloatImage image = switch (i % 3) {
                case 0 -> random.whole(width, height, 1 + random.below(4), 255, ValueRange.UINT8);
                case 1 -> random.whole(width, height, 1 + random.below(4), 65535, new ValueRange(-3, random.unit()));
                default -> random.anything(width, height, 1 + random.below(3), 1 + random.below(3), ValueRange.UNIT);
            };
            RawImageFile.Header written = RawImageFile.write(image, file(), Progress.NONE);
            assertEquals(written, RawImageFile.readHeader(file()));
            FloatImage read = RawImageFile.read(file(), Progress.NONE);
            assertEquals(image, read);
            for (int p = 0; p < image.slices() * image.channels(); p++) {
                ByteBuffer one = floats(image.plane(p / image.channels(), p % image.channels()));
                assertEquals(one, floats(read.plane(p / image.channels(), p % image.channels())));
            }
        }
    }

    private static ByteBuffer floats(float[] plane) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * plane.length);
        bytes.asFloatBuffer().put(plane);
        return bytes;
    }

    @Test
    void storesTheSmallestTypeThatIsExact() throws Exception {
        Object[][] cases = {{0f, 1}, {255f, 1}, {256f, 2}, {65535f, 2}, {65536f, 4}, {-1f, 4}, {0.5f, 4}, {-0.0f, 4},
            {Float.NaN, 4}, {Float.POSITIVE_INFINITY, 4}, {1e30f, 4}, {254.99998f, 4}};
        for (Object[] pair : cases) {
            FloatImage image = FloatImage.of(2, 1, ValueRange.UNIT, new float[] {3, 7},
                new float[] {1, (float)pair[0]});
            RawImageFile.Header header = RawImageFile.write(image, file(), Progress.NONE);
            assertEquals(pair[1], header.bytesPerSample(), "with " + pair[0]);
            assertEquals(48L + 4 * (int)pair[1], Files.size(file()));
        }
    }

    @Test
    void equalImagesHaveEqualHashesAndOthersDoNot() throws Exception {
        float[] pixels = {1, 2, Float.NaN, 4};
        float[] same = {1, 2, Float.intBitsToFloat(0x7fc00123), 4};
        Set<Long> hashes = new HashSet<>();
        long hash = hash(FloatImage.of(2, 2, ValueRange.UNIT, pixels));
        assertEquals(hash, hash(FloatImage.of(2, 2, ValueRange.UNIT, same)));
        hashes.add(hash);
        int different = 1;
        for (int i = 0; i < 4; i++) {
            for (int bit = 0; bit < 22; bit++) {
                float[] changed = pixels.clone();
                changed[i] = i == 2 ? bit : Float.intBitsToFloat(Float.floatToIntBits(changed[i]) ^ 1 << bit);
                hashes.add(hash(FloatImage.of(2, 2, ValueRange.UNIT, changed)));
                different++;
            }
        }
        hashes.add(hash(FloatImage.of(4, 1, ValueRange.UNIT, pixels)));
        hashes.add(hash(FloatImage.of(2, 2, ValueRange.UINT8, pixels)));
        hashes.add(hash(FloatImage.of(2, 1, ValueRange.UNIT, new float[] {1, 2}, new float[] {Float.NaN, 4})));
        hashes.add(hash(FloatImage.stack(2, 1, 1, ValueRange.UNIT, new float[] {1, 2}, new float[] {Float.NaN, 4})));
        hashes.add(hash(FloatImage.of(2, 2, ValueRange.UNIT, new float[] {2, 1, Float.NaN, 4})));
        assertEquals(different + 5, hashes.size());
        assertNotEquals(hash(FloatImage.zeros(1, 1, 1, ValueRange.UNIT)),
            hash(FloatImage.of(1, 1, ValueRange.UNIT, new float[] {-0.0f})));
    }

    private long hash(FloatImage image) throws HazeLabException {
        return RawImageFile.write(image, file(), Progress.NONE).contentHash();
    }

    @Test
    void noticesWhereverAFileIsCutOffOrLengthened() throws Exception {
        for (String golden : List.of(GOLDEN_UINT8, GOLDEN_UINT16, GOLDEN_FLOAT)) {
            byte[] bytes = HexFormat.of().parseHex(golden);
            for (int length = 0; length <= bytes.length + 3; length++) {
                if (length != bytes.length) {
                    Files.write(file(), Arrays.copyOf(bytes, length));
                    assertThrows(HazeLabException.class, () -> RawImageFile.read(file(), Progress.NONE));
                    assertThrows(HazeLabException.class, () -> RawImageFile.readHeader(file()));
                }
            }
        }
    }

    @Test
    void refusesOtherFilesAndNewerVersions() throws Exception {
        Files.write(file(), Golden.named("rgb8.png").file());
        assertEquals("The file \"" + file() + "\" is not an image in HazeLab's storage format",
            assertThrows(HazeLabException.class, () -> RawImageFile.read(file(), Progress.NONE)).summary());
        byte[] newer = HexFormat.of().parseHex(GOLDEN_UINT8);
        newer[8] = 2;
        Files.write(file(), newer);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> RawImageFile.readHeader(file()));
        assertTrue(thrown.summary().contains("newer HazeLab (format 2; this one reads up to 1)"), thrown.summary());
        assertEquals("Update HazeLab.", thrown.remedy());
    }

    @Test
    void refusesAbsurdSizesWithoutTakingMemory() throws Exception {
        for (int offset : new int[] {12, 16, 20, 24}) {
            for (int size : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
                byte[] bytes = HexFormat.of().parseHex(GOLDEN_UINT16);
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, size);
                Files.write(file(), bytes);
                assertThrows(HazeLabException.class, () -> RawImageFile.read(file(), Progress.NONE));
            }
        }
        byte[] all = HexFormat.of().parseHex(GOLDEN_UINT16);
        Arrays.fill(all, 12, 28, (byte)0x7f);
        Files.write(file(), all);
        assertThrows(HazeLabException.class, () -> RawImageFile.read(file(), Progress.NONE));
    }

    @Test
    void survivesMutatedFiles() {
        TestRandom random = new TestRandom(9);
        int images = 0;
        int mutants = 3000;
        List<String> seeds = List.of(GOLDEN_UINT8, GOLDEN_UINT16, GOLDEN_FLOAT);
        for (int m = 0; m < mutants; m++) {
            byte[] mutant = Mutation.of(HexFormat.of().parseHex(seeds.get(m % 3)), random);
            try {
                RawImageFile.read(ByteInput.of("The file \"x\"", mutant), Progress.NONE);
                images++;
            } catch (HazeLabException e) {
                assertTrue(e.summary().contains("The file \"x\""), e.summary());
            } catch (Throwable t) {
                fail("mutant " + HexFormat.of().formatHex(mutant), t);
            }
        }
        assertTrue(images > 100 && images < mutants, images + " are still images");
    }

    @Test
    void leavesTheOldFileWhenCancelled() throws Exception {
        RawImageFile.write(goldenUint8(), file(), Progress.NONE);
        for (int allowed = 0; allowed < 3; allowed++) {
            int[] left = {allowed};
            Progress cancelling = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    // not looked at
                }

                @Override
                public synchronized void checkCanceled() {
                    if (left[0]-- <= 0) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(CancellationException.class, () -> RawImageFile.write(goldenFloat(), file(), cancelling));
            assertEquals(goldenUint8(), RawImageFile.read(file(), Progress.NONE));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }
}
