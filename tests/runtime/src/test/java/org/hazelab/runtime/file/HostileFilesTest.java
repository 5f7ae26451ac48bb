// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a file holds, reading it gives weights or a sentence: nothing else, and little more memory than the file.
 */
class HostileFilesTest {

    private static final int MUTANTS = 12_000;
    private static final int PICKLES = 6_000;

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Reader {
        void read(FileBytes file) throws HazeLabException;
    }

    private static void readModel(FileBytes file) throws HazeLabException {
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            open.readAll(Progress.NONE);
        }
    }

    private static void readCheckpoint(FileBytes file) throws HazeLabException {
        try (CheckpointFile open = CheckpointFile.open(file)) {
            for (CheckpointNode.Group group : open.stateDicts().values()) {
                for (CheckpointTensor tensor : group.tensors().values()) {
                    tensor.read(Progress.NONE);
                }
            }
        }
    }

    /**
     * Reads a file and counts what that allocates, whether it is let go again or not.
     *
     * @return whether it was read
     */
    private static boolean survives(byte[] bytes, Reader reader) {
        long before = allocated();
        boolean read = false;
        try {
            reader.read(FileBytes.ofArray("The file \"x\"", bytes));
            read = true;
        } catch (HazeLabException e) {
            assertTrue(e.summary().startsWith("The file \"x\" "), e.getMessage());
            assertTrue(e.getMessage().length() < 600, e.getMessage());
        } catch (Throwable t) {
            fail(Base64.getEncoder().encodeToString(bytes), t);
        }
        long taken = allocated() - before;
        assertTrue(taken <= 100L * bytes.length + (2 << 20), () -> "took " + taken + " bytes for a file of "
            + bytes.length + ": " + Base64.getEncoder().encodeToString(bytes));
        return read;
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean())
            .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void mutatedModelsAreReadOrRefused() throws Exception {
        Path path = folder.resolve("x");
        List<byte[]> seeds = new ArrayList<>();
        Map<String, String> metadata = Map.of("hazelab.format", "1", "k", "v\u20ac\"");
        SafetensorsFile.write(path, true, metadata, Map.of("a", SafetensorsFileTest.tensors().get("z.weight")),
            Progress.NONE);
        seeds.add(Files.readAllBytes(path));
        SafetensorsFile.write(path, true, Map.of(), SafetensorsFileTest.tensors(), Progress.NONE);
        seeds.add(Files.readAllBytes(path));
        seeds.add(SafetensorsFileTest.file("{\"t\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},\"u\":"
            + "{\"shape\":[2,1],\"data_offsets\":[8,12],\"dtype\":\"BF16\"}}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        RandomStream random = RandomStream.of(1);
        int read = 0;
        for (int m = 0; m < MUTANTS; m++) {
            read += survives(Mutation.of(seeds, random), HostileFilesTest::readModel) ? 1 : 0;
        }
        assertTrue(read > MUTANTS / 50 && read < MUTANTS * 9 / 10, read + " of the mutants could be read");
    }

    @Test
    void mutatedCheckpointsAreReadOrRefused() {
        List<byte[]> seeds = Stream.of("state.zip", "state.legacy", "views.zip", "views.legacy", "types.zip",
            "types.legacy", "training.zip", "training.legacy", "training.protocol4", "evil.zip", "evil.legacy")
            .map(name -> CheckpointFileTest.resource(name + ".pth")).toList();
        RandomStream random = RandomStream.of(2);
        int read = 0;
        for (int m = 0; m < MUTANTS; m++) {
            read += survives(Mutation.of(seeds, random), HostileFilesTest::readCheckpoint) ? 1 : 0;
        }
        assertTrue(read > MUTANTS / 50 && read < MUTANTS * 9 / 10, read + " of the mutants could be read");
    }

    /** Pickles of whole instructions in random order, which get further into the machine than damaged bytes. */
    @Test
    void randomPicklesAreReadOrRefused() {
        String[] instructions = {"N", "\u0088", "K\1", "M\1\1", "J\2\0\0\0", "\u008a\1\5", "U\1a", "U\1b", "(", ")",
            "t",
            "\u0085", "\u0086", "]", "a", "e", "}", "s", "u", "q\1", "q\2", "h\1", "h\2", "2", "0", "1", "R", "b", "Q",
            "ccollections\nOrderedDict\n", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n",
            "U\7storage",
            "ctorch\nSize\n", "c_codecs\nencode\n", "U\6latin1", "cnumpy\ndtype\n", "cnumpy.core.multiarray\nscalar\n",
            "U\2f8", "cbuiltins\nset\n", "(U\7storagectorch\nByteStorage\nU\1aU\3cpuK\4tQ",
            "ctorch._utils\n_rebuild_tensor_v2\n(h\1K\0K\2\u0085K\1\u0085\u0089NtR"};
        RandomStream random = RandomStream.of(3);
        int read = 0;
        for (int p = 0; p < PICKLES; p++) {
            StringBuilder pickle = new StringBuilder("\u0080\2");
            for (int n = random.nextInt(2, 40); n > 0; n--) {
                pickle.append(instructions[random.nextInt(instructions.length)]);
            }
            read += survives(zip(pickle + "."), HostileFilesTest::readCheckpoint) ? 1 : 0;
        }
        assertTrue(read > PICKLES / 50, read + " of the pickles could be read");
    }

    /** A checkpoint of a pickle, given as Latin-1, and four bytes under the key "a". */
    static byte[] zip(String pickle) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String[] part : new String[][] {{"x/data.pkl", pickle}, {"x/data/a", "\1\2\3\4"}}) {
                byte[] bytes = part[1].getBytes(StandardCharsets.ISO_8859_1);
                CRC32 sum = new CRC32();
                sum.update(bytes);
                ZipEntry entry = new ZipEntry(part[0]);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(bytes.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** Pickles that are short and stand for much: what is shared, nested, repeated, expanded or contains itself. */
    @ParameterizedTest
    @ValueSource(strings = {"doubling list", "list in itself", "dictionary in itself", "deep lists", "deep tuples",
        "many marks", "many copies of a dictionary", "long text as key", "long text as bytes", "expanded tensor",
        "one tensor many times", "tuple as key", "long shape", "many dictionaries", "growing type"})
    void amplifyingPicklesAreReadOrRefused(String kind) {
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nByteStorage\nU\1aU\3cpuK\4tQK\0";
        String text = "X\0\0\20\0" + "x".repeat(1 << 20);
        String pickle = switch (kind) {
            case "doubling list" -> "]" + "q\1]h\1ah\1a".repeat(60);
            case "list in itself" -> "]q\1h\1ah\1a";
            case "dictionary in itself" -> "}q\1U\1ah\1sU\1bh\1s";
            case "deep lists" -> "]".repeat(100_000) + "a".repeat(99_999);
            case "deep tuples" -> ")" + "\u0085".repeat(500_000);
            case "many marks" -> "(".repeat(3_000_000);
            case "many copies of a dictionary" -> "ccollections\nOrderedDict\nq\2(]" + "("
                + "U\1aK\1\u0086".repeat(20_000)
                + "e\u0085q\1" + "0h\2h\1R".repeat(100_000);
            case "long text as key" -> "}" + text + "q\1" + "Ns" + "h\1Ns".repeat(100_000);
            case "long text as bytes" -> text + "q\1c_codecs\nencode\nq\2" + "h\2h\1U\6latin1\u0086R0".repeat(100_000);
            case "expanded tensor" -> tensor + "J\377\377\377\177\u0085K\0\u0085\u0089NtR";
            case "one tensor many times" -> "]" + "(" + tensor + "M\0\u0080\u0085K\0\u0085\u0089NtRq\1"
                + "h\1".repeat(500_000) + "e";
            case "tuple as key" -> "})q\1" + "h\1h\1\u0086q\1".repeat(40) + "Ns";
            case "long shape" -> "(" + "K\1".repeat(300_000) + "tq\1ctorch._utils\n_rebuild_tensor_v2\nq\2"
                + "0h\2((U\7storagectorch\nByteStorage\nU\1aU\3cpuK\4tQK\0h\1h\1tR".repeat(1000);
            case "many dictionaries" -> "]" + "(" + "}".repeat(900_000) + "e";
            case "growing type" -> "cnumpy\ndtype\nU\2f8\u0085R" + "(K\3U\1>tb".repeat(100_000);
            default -> throw new IllegalArgumentException(kind);
        };
        survives(zip("\u0080\2" + pickle + "."), HostileFilesTest::readCheckpoint);
    }
}
