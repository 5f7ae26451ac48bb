// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.Allocation;
import org.hazelab.imaging.io.Mutation;
import org.hazelab.imaging.io.TestRandom;
import org.hazelab.imaging.io.page.ByteInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unpacks what the program zstd packed (make_zstd.py), and says what is wrong with everything else. */
class ZstdSourceTest {

    private static final int MUTANTS = 2000;

    record Packed(String name, int size, String sha256, byte[] data) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Packed> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
            ZstdSourceTest.class.getResourceAsStream("zstd.txt"), StandardCharsets.US_ASCII))) {
            return lines.lines().map(line -> line.split(" "))
                .map(f -> new Packed(f[0], Integer.parseInt(f[1]), f[2], Base64.getDecoder().decode(f[3]))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Packed named(String name) {
        return all().stream().filter(packed -> packed.name.equals(name)).findFirst().orElseThrow();
    }

    /** What there is, up to {@code wanted} bytes, taken in pieces. */
    private static byte[] unpack(byte[] data, int wanted, int piece) throws HazeLabException {
        ByteInput input = ByteInput.of("The file \"x\"", data);
        ZstdSource source = new ZstdSource(ByteSource.section(input, 0, data.length), wanted);
        byte[] bytes = new byte[wanted];
        int done = 0;
        for (int n = 0; n >= 0 && done < wanted; done += n) {
            n = source.read(bytes, done, Math.min(piece, wanted - done));
            if (n < 0) {
                break;
            }
        }
        return Arrays.copyOf(bytes, done);
    }

    @ParameterizedTest
    @MethodSource("all")
    void unpacksWhatZstdPacked(Packed packed) throws Exception {
        for (int piece : new int[] {Integer.MAX_VALUE, 1000, 7}) {
            byte[] bytes = unpack(packed.data, packed.size + 10, piece);
            assertEquals(packed.size, bytes.length);
            assertEquals(packed.sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noticesWhereverItIsCutOff(Packed packed) throws HazeLabException {
        byte[] whole = unpack(packed.data, packed.size, 1000);
        int step = Math.max(1, packed.data.length / 500);
        for (int length = 1; length < packed.data.length; length += step) {
            byte[] cut = Arrays.copyOf(packed.data, length);
            try {
                // The first of two frames, and what may be skipped.
                byte[] bytes = unpack(cut, packed.size + 1, 1000);
                assertTrue(packed.name.equals("frames") && bytes.length == 3794, "after " + length);
                assertTrue(Arrays.equals(bytes, Arrays.copyOf(whole, bytes.length)));
            } catch (HazeLabException e) {
                assertEquals("The file \"x\" is incomplete: it ends before its image does", e.summary());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivesDamage(Packed packed) {
        TestRandom random = new TestRandom(packed.name.hashCode());
        int refused = 0;
        for (int m = 0; m < MUTANTS; m++) {
            byte[] mutant = Mutation.of(packed.data, random);
            try {
                unpack(mutant, 1 << 18, 1 << 14);
            } catch (HazeLabException e) {
                assertTrue(e.summary().startsWith("The file \"x\" "), e.summary());
                refused++;
            } catch (Throwable t) {
                fail("mutant " + m + ": " + Base64.getEncoder().encodeToString(mutant), t);
            }
        }
        assertTrue(refused > MUTANTS / 20, "refused only " + refused);
    }

    /** A header of a few bytes may promise terabytes: no more is taken than the pixels are. */
    @Test
    void takesNoMoreMemoryThanItsPixelsNeed() throws HazeLabException {
        byte[] data = named("zeros").data.clone();
        assertEquals(0x58, data[5] & 0xff, "the window of the golden");
        for (int window : new int[] {0x80, 0xb0, 0xf8, 0xff}) {
            data[5] = (byte)window;
            long before = Allocation.ofThisThread();
            assertEquals(1000, unpack(data, 1000, 1000).length);
            long taken = Allocation.ofThisThread() - before;
            assertTrue(taken < ZstdSource.scratch(1000) + (1 << 16), "took " + taken);
        }
    }

    @Test
    void refusesAWindowThatIsTooLarge() throws HazeLabException {
        byte[] data = named("zeros").data.clone();
        data[5] = (byte)0x98;
        ByteInput input = ByteInput.of("The file \"x\"", data);
        ZstdSource source = new ZstdSource(ByteSource.section(input, 0, data.length), 1L << 40);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> source.read(new byte[1], 0, 1));
        assertEquals("The file \"x\" holds Zstandard data with a window of more than 128 MB, which cannot be read",
            thrown.summary());
    }

    @Test
    void refusesADictionary() {
        byte[] data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(0xfd2fb528).put((byte)0x21)
            .put((byte)5).array();
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> unpack(data, 10, 10));
        assertTrue(thrown.summary().contains("asks for a dictionary"), thrown.summary());
    }

    @Test
    void refusesWhatIsNotZstandard() {
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> unpack(new byte[20], 10, 10));
        assertEquals("The file \"x\" is damaged: its Zstandard data does not start as such", thrown.summary());
    }
}
