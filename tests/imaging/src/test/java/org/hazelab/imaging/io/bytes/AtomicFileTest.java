// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static ByteBuffer bytes(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte)b);
        }
        return buffer.flip();
    }

    @Test
    void showsTheFileOnlyWhenItIsComplete() throws Exception {
        Path file = folder.resolve("a b#%20\u00fc.txt");
        try (AtomicFile atomic = AtomicFile.create(file, false)) {
            atomic.channel().write(bytes(1, 2));
            atomic.stream().write(3);
            assertFalse(Files.exists(file));
            assertEquals(1, files().size());
            assertTrue(files().get(0).getFileName().toString().startsWith("."), "the temporary file is hidden");
            atomic.commit();
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        }
        assertEquals(List.of(file), files());
    }

    @Test
    void leavesNothingWhenTheContentFails() throws Exception {
        Path file = Files.write(folder.resolve("a"), new byte[] {7});
        HazeLabException full = assertThrows(HazeLabException.class, () -> AtomicFile.write(file, true, channel -> {
            channel.write(bytes(1));
            throw new IOException("No space left on device");
        }));
        assertEquals("The file \"" + file + "\" could not be written: No space left on device", full.summary());
        HazeLabException ours = new HazeLabException("a", "b");
        assertEquals(ours, assertThrows(HazeLabException.class, () -> AtomicFile.write(file, true, channel -> {
            channel.write(bytes(1));
            throw ours;
        })));
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(folder.resolve("b"), true, channel -> {
            channel.write(bytes(1));
            throw new IllegalStateException();
        }));
        assertEquals(List.of(file), files());
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(file));
    }

    @Test
    void replacesAFileOnlyWhereAllowed() throws Exception {
        Path file = Files.write(folder.resolve("a"), new byte[] {7});
        assertThrows(HazeLabException.class, () -> AtomicFile.write(file, false, channel -> channel.write(bytes(1))));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(file));
        AtomicFile.write(file, true, channel -> channel.write(bytes(1)));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void doesNotReplaceAFileThatAppearedMeanwhile() throws Exception {
        Path file = folder.resolve("a");
        try (AtomicFile atomic = AtomicFile.create(file, false)) {
            atomic.channel().write(bytes(1));
            Files.write(file, new byte[] {7});
            HazeLabException thrown = assertThrows(HazeLabException.class, atomic::commit);
            assertEquals("The file \"" + file + "\" exists already", thrown.summary());
        }
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void followsALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path target = Files.write(real.resolve("a"), new byte[] {7});
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        AtomicFile.write(link, true, channel -> channel.write(bytes(1)));
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(target));
        assertEquals(List.of(link, real), files());
    }

    @Test
    void saysWhyItCannotBegin() throws Exception {
        Path missing = folder.resolve("no/such/file");
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> AtomicFile.create(missing, true));
        assertEquals("The file \"" + missing + "\" could not be written: its folder does not exist", thrown.summary());
        assertEquals("\"" + folder + "\" is a folder and cannot be written as a file",
            assertThrows(HazeLabException.class, () -> AtomicFile.create(folder, true)).summary());
        Path file = Files.createFile(folder.resolve("a"));
        assertThrows(HazeLabException.class, () -> AtomicFile.create(file.resolve("b"), true));
        assertThrows(HazeLabException.class, () -> AtomicFile.create(folder.resolve("x".repeat(300)), true)
            .commit());
    }

    @Test
    void takesAnInterruptForACancelAndLeavesNothing() throws Exception {
        Path file = folder.resolve("a");
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class,
                () -> AtomicFile.write(file, false, channel -> channel.write(bytes(1))));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(List.of(), files());
    }
}
