// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedLibrariesTest {

    @TempDir
    private Path folder;

    private Path jar(Map<String, String> files) throws IOException {
        Path jar = folder.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes());
            }
        }
        return jar;
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void unpacksTheFilesOfOneFolderAndDeletesThem() throws Exception {
        Path jar = jar(Map.of("p/q/", "", "p/q/liba.so", "a", "p/q/libb.so.1", "b", "p/q/r/c.so", "c", "p/d.so", "d",
            "p/q/../../../evil.so", "e", "p/q/..\\evil.so", "e", "p/qq/f.so", "f"));
        UnpackedLibraries unpacked = new UnpackedLibraries(temporary());
        try (unpacked) {
            Path files = unpacked.unpack(jar, "p/q");
            assertTrue(files.startsWith(temporary()));
            assertEquals(List.of("liba.so", "libb.so.1"), names(files));
            assertArrayEquals("b".getBytes(), Files.readAllBytes(files.resolve("libb.so.1")));
            assertEquals(List.of("d.so", "q"), names(unpacked.unpack(jar, "p")), "d.so beside the folder from before");
        }
        assertEquals(List.of(), names(temporary()));
        assertFalse(Files.exists(folder.resolve("evil.so")));
    }

    @Test
    void deletesWhatProcessesThatHaveEndedLeftButNotWhatIsInUse() throws Exception {
        Path jar = jar(Map.of("p/liba.so", "a"));
        Path left = Files.createDirectories(temporary().resolve("hazelab-natives-1/p"));
        Files.writeString(left.resolve("liba.so"), "a");
        Files.createFile(temporary().resolve("hazelab-natives-1.lock"));
        Files.createDirectory(temporary().resolve("hazelab-natives-not-locked-yet"));
        try (UnpackedLibraries used = new UnpackedLibraries(temporary());
            UnpackedLibraries second = new UnpackedLibraries(temporary())) {
            Path files = used.unpack(jar, "p");
            second.unpack(jar, "p");
            assertTrue(Files.exists(files.resolve("liba.so")));
            assertFalse(Files.exists(left));
            assertEquals(5, names(temporary()).size(), names(temporary()).toString());
        }
        assertEquals(List.of("hazelab-natives-not-locked-yet"), names(temporary()));
    }

    @Test
    void saysWhereThereIsNoRoom() throws Exception {
        Path jar = jar(Map.of("p/liba.so", "a"));
        Path missing = folder.resolve("missing");
        try (UnpackedLibraries unpacked = new UnpackedLibraries(missing)) {
            HazeLabException failure = assertThrows(HazeLabException.class, () -> unpacked.unpack(jar, "p"));
            assertTrue(failure.summary().startsWith("The libraries of the model runtime cannot be unpacked from " + jar
                + " into " + missing + ": "), failure.summary());
            assertEquals("Make room in that folder, or unpack the jar into a folder that stays and let the system "
                + "property hazelab.natives name it.", failure.remedy());
        }
    }
}
