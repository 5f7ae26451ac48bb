// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileWriter.Format;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteImagesTest {

    private static final FloatImage GREY = FloatImage.of(2, 1, ValueRange.UINT8, new float[] {3, 200});

    @TempDir
    Path folder;

    private WriteImages writer(OverwritePolicy policy) throws HazeLabException {
        return new WriteImages(config(folder, policy, false));
    }

    private static WriteImages.Config config(Path folder, OverwritePolicy policy, boolean create)
        throws HazeLabException {
        return new WriteImages.Config(folder, create, NamePattern.parse("{name}"), Format.PNG8, 95, false, policy);
    }

    private static WriteImages.Result write(WriteImages writer, String row, String name) throws HazeLabException {
        return writer.run(row, GREY, column -> Optional.ofNullable(name), Progress.NONE);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesAndSaysWhere() throws Exception {
        WriteImages.Result result = write(writer(OverwritePolicy.FAIL), "Row0", "fog/1");
        assertEquals(new WriteImages.Result(folder.resolve("fog_1.png"), true), result);
        assertEquals(GREY, ImageFileReader.read(result.file()));
        assertEquals(List.of("fog_1.png"), files());
    }

    @Test
    void failsWhereAFileExists() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {7});
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> write(writer(OverwritePolicy.FAIL), "Row0", "a"));
        assertEquals("Row \"Row0\": The file \"" + folder.resolve("a.png") + "\" exists already", thrown.summary());
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(folder.resolve("a.png")));
    }

    @Test
    void overwritesWhereAllowed() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {7});
        WriteImages.Result result = write(writer(OverwritePolicy.OVERWRITE), "Row0", "a");
        assertTrue(result.written());
        assertEquals(GREY, ImageFileReader.read(folder.resolve("a.png")));
    }

    @Test
    void skipsWhatExists() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {7});
        WriteImages writer = writer(OverwritePolicy.SKIP);
        assertEquals(new WriteImages.Result(folder.resolve("a.png"), false), write(writer, "Row0", "a"));
        assertEquals(new WriteImages.Result(folder.resolve("b.png"), true), write(writer, "Row1", "b"));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(folder.resolve("a.png")));
    }

    @Test
    void numbersWhatExists() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {7});
        Files.write(folder.resolve("a_2.png"), new byte[] {7});
        WriteImages writer = writer(OverwritePolicy.UNIQUE);
        assertEquals(folder.resolve("a_3.png"), write(writer, "Row0", "a").file());
        assertEquals(folder.resolve("a_3_2.png"), write(writer, "Row1", "A_3".toLowerCase()).file());
        assertEquals(folder.resolve("b.png"), write(writer, "Row2", "b").file());
        assertEquals(List.of("a.png", "a_2.png", "a_3.png", "a_3_2.png", "b.png"), files());
    }

    @Test
    void neverWritesTwoRowsToOneFile() throws Exception {
        for (OverwritePolicy policy : OverwritePolicy.values()) {
            WriteImages writer = writer(policy);
            String name = policy.name().toLowerCase();
            write(writer, "Row0", name);
            for (String same : new String[] {name, name.toUpperCase(), " " + name + ". "}) {
                HazeLabException thrown = assertThrows(HazeLabException.class, () -> write(writer, "Row1", same));
                assertTrue(thrown.summary().startsWith("Row \"Row1\" and Row \"Row0\" would both be written to "),
                    thrown.summary());
            }
        }
        WriteImages writer = writer(OverwritePolicy.OVERWRITE);
        write(writer, "Row0", "\u00fcber");
        assertThrows(HazeLabException.class, () -> write(writer, "Row1", "U\u0308ber"));
        write(writer(OverwritePolicy.OVERWRITE), "Row0", "\u00fcber");
    }

    @Test
    void createsFoldersWhereAllowed() throws Exception {
        Path deep = folder.resolve("a/b");
        WriteImages refusing = new WriteImages(config(deep, OverwritePolicy.FAIL, false));
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> write(refusing, "Row0", "x"));
        assertEquals("Row \"Row0\": The folder \"" + deep + "\" does not exist", thrown.summary());
        assertFalse(Files.exists(deep));
        assertTrue(Files.exists(write(new WriteImages(config(deep, OverwritePolicy.FAIL, true)), "Row0", "x").file()));
        Path blocked = Files.createFile(folder.resolve("file"));
        for (Path impossible : new Path[] {blocked, blocked.resolve("below")}) {
            assertThrows(HazeLabException.class,
                () -> write(new WriteImages(config(impossible, OverwritePolicy.FAIL, true)), "Row0", "x"));
        }
    }

    @Test
    void namesTheRowOfAnImageThatTheFormatCannotHold() throws Exception {
        FloatImage two = FloatImage.zeros(1, 1, 2, ValueRange.UNIT);
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> writer(OverwritePolicy.FAIL).run("Row7", two, column -> Optional.of("a"), Progress.NONE));
        assertEquals("Row \"Row7\": PNG with 8 bits holds grey or RGB images, this one has 2 channels",
            thrown.summary());
        assertEquals(List.of(), files());
    }

    @Test
    void namesTheRowWithoutAName() {
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> write(writer(OverwritePolicy.FAIL), "Row7", null));
        assertEquals("Row \"Row7\": The column \"name\" has no value to name the file after", thrown.summary());
    }
}
