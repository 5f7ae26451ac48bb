// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    static Map<String, FloatTensor> tensors() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", new FloatTensor(new int[] {2, 3}, new float[] {1, -0f, Float.NaN, 4, 5.5f, 1e-40f}));
        tensors.put("a \"quoted\" \\ \u00e4\ud83d\ude00\n name", new FloatTensor(new int[0], new float[] {7}));
        tensors.put("empty", FloatTensor.zeros(0, 4));
        tensors.put("long", FloatTensor.zeros(40_000));
        return tensors;
    }

    static byte[] file(String json, int... data) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (int b : data) {
            file.put((byte)b);
        }
        return file.array();
    }

    private static SafetensorsFile open(byte[] file) throws HazeLabException {
        return SafetensorsFile.open(FileBytes.ofArray("The file \"x\"", file));
    }

    private static String refusal(byte[] file) {
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> {
            try (SafetensorsFile open = open(file)) {
                open.readAll(Progress.NONE);
            }
        });
        return thrown.summary();
    }

    @Test
    void readsWhatItWroteInItsOrder() throws HazeLabException {
        Path file = folder.resolve("x.safetensors");
        SafetensorsFile.write(file, false, Map.of("b", "2", "a", "\u0007 \u007f \ud800 \u20ac"), tensors(),
            Progress.NONE);
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            assertEquals(List.of("a", "b"), List.copyOf(open.metadata().keySet()));
            assertEquals("\u0007 \u007f \ud800 \u20ac", open.metadata().get("a"));
            assertEquals(List.copyOf(tensors().keySet()), open.names());
            assertEquals(tensors(), open.readAll(Progress.NONE));
            assertArrayEquals(new int[] {0, 4}, open.shape("empty"));
            assertEquals("F32", open.type("long"));
        }
    }

    /** Part by part, and more values than one chunk of the file has. */
    @Test
    void writesAndReadsTensorsInParts() throws HazeLabException, IOException {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        float[] first = {1, 2, 3};
        float[] second = new float[70_000];
        Arrays.fill(second, 5);
        second[69_999] = 9;
        float[] all = Arrays.copyOf(first, 70_003);
        System.arraycopy(second, 0, all, 3, 70_000);
        SafetensorsFile.write(whole, false, Map.of("a", "b"), Map.of("row", new FloatTensor(new int[] {70_003}, all)),
            Progress.NONE);
        SafetensorsFile.write(parts, false, Map.of("a", "b"), List.of(new StreamedTensor("row", new int[] {70_003},
            List.of(progress -> first, progress -> second))), Progress.NONE);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
        try (SafetensorsFile open = SafetensorsFile.open(parts)) {
            assertArrayEquals(new float[] {3, 5}, open.read("row", 2, 2, Progress.NONE));
            assertArrayEquals(new float[] {9}, open.read("row", 70_002, 1, Progress.NONE));
            assertThrows(IndexOutOfBoundsException.class, () -> open.read("row", 70_002, 2, Progress.NONE));
        }
    }

    @Test
    void leavesNoFileWherePartsAreMissingOrFail() {
        Path file = folder.resolve("x");
        assertThrows(IllegalArgumentException.class, () -> SafetensorsFile.write(file, false, Map.of(),
            List.of(new StreamedTensor("row", new int[] {4}, List.of(progress -> new float[3]))), Progress.NONE));
        HazeLabException failure = new HazeLabException("The device is gone", "Bring it back");
        assertEquals(failure, assertThrows(HazeLabException.class, () -> SafetensorsFile.write(file, false, Map.of(),
            List.of(new StreamedTensor("row", new int[] {4}, List.of(progress -> {
                throw failure;
            }))), Progress.NONE)));
        assertThrows(IllegalArgumentException.class, () -> SafetensorsFile.write(file, false, Map.of(),
            List.of(new StreamedTensor("row", new int[] {0}, List.of()),
                new StreamedTensor("row", new int[] {0}, List.of())),
            Progress.NONE));
        assertArrayEquals(new String[0], folder.toFile().list());
    }

    @Test
    void writesTheSameBytesForTheSameContent() throws Exception {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 50; i > 0; i--) {
            metadata.put("key" + i, "v");
        }
        SafetensorsFile.write(folder.resolve("1"), false, metadata, tensors(), Progress.NONE);
        SafetensorsFile.write(folder.resolve("2"), false, Map.copyOf(metadata), tensors(), Progress.NONE);
        byte[] bytes = Files.readAllBytes(folder.resolve("1"));
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("2")));
        assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    }

    /** Laid out by hand from the description of the format. */
    @Test
    void writesTheDocumentedLayout() throws Exception {
        Path file = folder.resolve("x");
        SafetensorsFile.write(file, false, Map.of(), Map.of("tt", new FloatTensor(new int[] {1, 2}, new float[] {1,
            2})),
            Progress.NONE);
        assertArrayEquals(file("{\"tt\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}       ",
            0, 0, 0x80, 0x3f, 0, 0, 0, 0x40), Files.readAllBytes(file));
    }

    @Test
    void leavesNothingBehindWhenItIsCancelled() throws IOException {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not of interest
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
            () -> SafetensorsFile.write(folder.resolve("x"), false, Map.of(), tensors(), cancelled));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Values from the definitions of the formats: 16 bits exactly, 64 bits rounded, whole numbers exactly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "F16  | 2 | 00 3c 01 00 ff 7b 00 fc 00 80 | 1, 0x1p-24, 65504, -Infinity, -0.0",
        "BF16 | 2 | 80 3f 80 ff 01 00             | 1, -Infinity, 0x1p-133",
        "F64  | 8 | 00 00 00 00 00 00 f8 3f 9a 99 99 99 99 99 b9 3f | 1.5, 0.1",
        "I8   | 1 | ff 7f    | -1, 127",
        "U8   | 1 | ff 7f    | 255, 127",
        "I16  | 2 | fe ff    | -2",
        "U16  | 2 | fe ff    | 65534",
        "I32  | 4 | 00 00 00 80 00 00 00 01  | -0x1p31, 0x1p24",
        "U32  | 4 | 00 00 00 80  | 0x1p31",
        "I64  | 8 | ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 80 | -1, -0x1p63",
        "U64  | 8 | 00 00 00 00 00 00 00 80 05 00 00 00 00 00 00 00 | 0x1p63, 5",
        "BOOL | 1 | 01 00    | 1, 0"})
    void readsEveryTypeOfNumber(String type, int bytes, String data, String expected) throws HazeLabException {
        int[] octets = Stream.of(data.trim().split(" ")).mapToInt(b -> Integer.parseInt(b, 16)).toArray();
        float[] values = new float[octets.length / bytes];
        String[] texts = expected.split(", ");
        for (int i = 0; i < values.length; i++) {
            values[i] = texts[i].contains("0x") && !texts[i].contains("p") ? Integer.decode(texts[i])
                : Float.parseFloat(texts[i]);
        }
        byte[] file = file("{\"t\":{\"dtype\":\"" + type.trim() + "\",\"shape\":[" + values.length
            + "],\"data_offsets\":[0," + octets.length + "]}}", octets);
        try (SafetensorsFile open = open(file)) {
            assertArrayEquals(values, open.read("t", Progress.NONE).values());
        }
    }

    @Test
    void keepsTheBitsOfEveryHalfFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double significand = bits & 1023;
            double value = exponent == 31 ? significand == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb(significand, -24) : Math.scalb(1024 + significand, exponent - 25);
            assertEquals((float)(bits >= 1 << 15 ? -value : value), ScalarType.half((short)bits));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "I32 | 01 00 00 01 | the number 16777217, which no 32-bit float equals",
        "I64 | ff ff ff ff ff ff ff 7f | the number 9223372036854775807, which no 32-bit float equals",
        "U64 | ff ff ff ff ff ff ff ff | the number 18446744073709551615, which no 32-bit float equals",
        "F64 | 00 00 00 00 00 00 00 7f | the number 5.486124e+303, which is too large for a 32-bit float",
        "BOOL | 02 | the number 2, which is no truth value"})
    void saysWhichNumberCannotBeAFloat(String type, String data, String end) {
        int[] octets = Stream.of(data.trim().split(" ")).mapToInt(b -> Integer.parseInt(b, 16)).toArray();
        String summary = refusal(file("{\"t\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0,"
            + octets.length + "]}}", octets));
        assertEquals("The file \"x\" has in its tensor \"t\" of the type " + type + " " + end, summary);
    }

    @Test
    void openTensorsOfUnknownTypesAreOnlyRefusedWhenTheyAreWanted() throws HazeLabException {
        byte[] file = file("{\"t\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]},"
            + "\"u\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[1,2]}}", 1, 2);
        try (SafetensorsFile open = open(file)) {
            assertEquals(2, open.read("u", Progress.NONE).values()[0]);
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> open.read("t", Progress.NONE));
            assertTrue(thrown.summary().contains("numbers of the type \"F8_E4M3\""), thrown.summary());
        }
    }

    /**
     * Each breaks one rule of the format; the bytes behind the header are those that the first tensor wants.
     * {@code t:U8[3]@0-3} stands for a tensor with its type, shape and offsets.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "{t:U8[3]@0-3} | it goes on behind its last tensor",
        "{t:U8[3]@1-4} | overlaps another one or leaves a gap",
        "{t:U8[3]@0-3,u:U8[2]@2-4} | overlaps",
        "{t:U8[5]@0-4} | of the shape [5] does not fit",
        "{t:F32[4]@0-4} | of the shape [4] does not fit",
        "{t:U8[65536,65536,65536,65536]@0-4} | does not fit",
        "{t:U8[2147483647,2147483647,2147483647,0]@0-0} | does not fit",
        "{t:U8[4294967300]@0-4} | does not fit",
        "{t:U8[4]@4-0} | ends before it begins",
        "{t:U8[40]@0-40} | is incomplete",
        "{t:U8[4]@0-4,t:U8[4]@0-4} | two tensors of the name \"t\"",
        "{t:{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4],\"more\":1}} | a tensor has \"more\"",
        "{t:{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}} | a tensor has \"dtype\"",
        "{t:{\"shape\":[4],\"data_offsets\":[0,4]}} | has no type, shape or place",
        "{t:U8[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4]@0-4} | more than 16 axes",
        "{t:U8[4.0]@0-4} | expected a whole number",
        "{t:U8[04]@0-4} | expected a whole number",
        "{t:U8[-4]@0-4} | expected a whole number",
        "{t:U8[99999999999999999999]@0-4} | a number is too large",
        "{t:U8[4]@0-4,} | expected",
        "{t:U8[4]@0-4} x | expected its end",
        "{\"__metadata__\":{},\"__metadata__\":{}} | describes itself twice",
        "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}} | has \"a\" twice",
        "{\"__metadata__\":{\"a\":1}} | expected",
        "{\"a\\x\":1} | an escape is unknown",
        "{\"a\\u00g0\":1} | four hexadecimal digits",
        "{\"a | a string does not end"})
    void refusesAHeaderThatBreaksARule(String json, String reason) {
        String written = json.replaceAll("\\b([tu]):", "\"$1\":").replaceAll("(\\w+)\\[([^\\]]*)\\]@(\\d+)-(\\d+)",
            "{\"dtype\":\"$1\",\"shape\":[$2],\"data_offsets\":[$3,$4]}");
        String summary = refusal(file(written, 1, 2, 3, 4));
        assertTrue(summary.startsWith("The file \"x\" is ") && summary.contains(reason), summary);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1 << 24 | 1, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void refusesAnImpossibleLengthOfTheHeader(long length) {
        byte[] file = file("{}");
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertTrue(refusal(file).contains("its header would have " + Long.toUnsignedString(length)), refusal(file));
    }

    @Test
    void readsAFileWithoutTensors() throws HazeLabException {
        try (SafetensorsFile open = open(file("{}"))) {
            assertEquals(List.of(), open.names());
            assertEquals(Map.of(), open.metadata());
        }
    }

    @Test
    void noticesWhereverAFileIsCutOff() throws Exception {
        Path path = folder.resolve("x");
        SafetensorsFile.write(path, false, Map.of("k", "v"), tensors(), Progress.NONE);
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += length < 700 ? 1 : 9973) {
            String summary = refusal(Arrays.copyOf(whole, length));
            assertTrue(summary.contains("is incomplete") || summary.contains("is neither")
                || summary.contains("is empty"),
                length + ": " + summary);
        }
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        byte[] file = file("{\"aa\":1}");
        file[10] = (byte)0xff;
        assertEquals("The file \"x\" is damaged: its header is no text", refusal(file));
    }

    @Test
    void namesWhatLiesWhereAModelShould() throws IOException {
        assertTrue(refusal("<!DOCTYPE html>\n<html>".getBytes(StandardCharsets.UTF_8)).contains("is a web page"));
        assertTrue(refusal("version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8))
            .contains("is a pointer of Git LFS"));
        assertTrue(refusal("nothing of the kind".getBytes(StandardCharsets.UTF_8)).contains("is neither"));
        assertTrue(refusal(new byte[] {'P', 'K', 3, 4}).contains("is a zip archive"));
        assertEquals("\"" + folder + "\" is a folder, not a model file",
            assertThrows(HazeLabException.class, () -> SafetensorsFile.open(folder)).summary());
        Path missing = folder.resolve("missing");
        assertEquals("The file \"" + missing + "\" does not exist",
            assertThrows(HazeLabException.class, () -> SafetensorsFile.open(missing)).summary());
        assertFalse(Files.exists(missing));
    }
}
