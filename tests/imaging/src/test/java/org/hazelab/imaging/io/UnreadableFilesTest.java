// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.page.ByteInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableFilesTest {

    @TempDir
    Path folder;

    private HazeLabException refused(Path file) {
        return assertThrows(HazeLabException.class, () -> ImageFileReader.read(file));
    }

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void namesAMissingFile() {
        Path file = folder.resolve("missing.png");
        assertEquals("The file \"" + file + "\" does not exist", refused(file).summary());
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertEquals("\"" + folder + "\" is a folder, not an image file", refused(folder).summary());
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file("empty.jpg", "");
        assertEquals("The file \"" + file + "\" is empty", refused(file).summary());
    }

    @Test
    void saysWhatAFileIsInsteadOfAnImage() throws IOException {
        String[][] known = {{"Dear diary,\nno image today.\n", "text, not an image"}, {"GIF89a\1\0\1\0", "a GIF image"},
            {"%PDF-1.7 \u00e2\u00e3", "a PDF document"}, {"PK\3\4\24\0\6\0", "a ZIP archive"},
            {"8BPS\0\1", "a Photoshop"},
            {"RIFF\u00ff\0\0\0WEBPVP8 ", "a WebP image"}, {"\0\0\0\30ftypheic\0\0\0\0", "a HEIC"},
            {"\0\1\2\3\4\5\6\7\10", "not an image of a known kind"}, {"B", "text"}, {"BM", "incomplete"},
            {"BMW is a car, and this is text", "text"}, {"\u0089PNG", "not an image of a known kind"}};
        for (String[] pair : known) {
            Path file = file("a.png", pair[0]);
            HazeLabException thrown = refused(file);
            assertTrue(thrown.summary().startsWith("The file \"" + file + "\" is " + pair[1]), thrown.summary());
        }
        assertEquals("PNG, JPEG, TIFF and BMP can be read.", refused(file("a.png", "GIF89a\1\0\1\0")).remedy());
    }

    @Test
    void namesACompressionThatItDoesNotKnow() throws Exception {
        byte[] tiff = Golden.named("grey16-lzw-be.tif").file().clone();
        for (int at = 0; at < tiff.length - 10; at++) {
            if (tiff[at] == 1 && tiff[at + 1] == 3 && tiff[at + 9] == 5) {
                tiff[at + 8] = (byte)(50001 >> 8);
                tiff[at + 9] = (byte)50001;
            }
        }
        HazeLabException thrown = refused(Files.write(folder.resolve("a.tif"), tiff));
        assertTrue(thrown.summary().endsWith("holds a TIFF image with WebP compression, which cannot be read"),
            thrown.summary());
        assertEquals("Save it again with LZW, Deflate or no compression.", thrown.remedy());
    }

    @Test
    void letsGoOfAFileThatItRefusesOrHasRead() throws Exception {
        Path whole = Files.write(folder.resolve("a.png"), Golden.named("rgb8.png").file());
        Path broken = file("b.png", "\u0089PNG\r\n\u001a\n\0");
        for (int i = 0; i < 2000; i++) {
            ImageFileReader.read(whole);
            refused(broken);
        }
        Files.move(whole, folder.resolve("c.png"));
        Files.delete(broken);
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        for (String name : new String[] {"rgb8.png", "progressive.jpg", "rgb16-lzw-le.tif", "rgb8-zstd-be.tif",
            "rgb.bmp",
            "runs8.bmp", "jpegycc.tif"}) {
            int cancelled = 0;
            for (boolean whole = false; !whole; cancelled++) {
                CancelAfter progress = new CancelAfter(cancelled);
                try (ImageFileReader reader = ImageFileReader.open(ByteInput.of(name, Golden.named(name).file()),
                    Options.DEFAULT)) {
                    assertEquals(Golden.named(name).image(), reader.read(0, progress), name);
                    whole = true;
                } catch (CancellationException e) {
                    assertTrue(progress.asked() - cancelled <= 3, name + " goes on after a cancel");
                }
            }
            assertTrue(cancelled > 3, name + " can be cancelled " + cancelled + " times");
        }
    }

    @Test
    void takesAnInterruptForACancel() throws Exception {
        Path file = Files.write(folder.resolve("a.png"), Golden.named("rgb8.png").file());
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> ImageFileReader.read(file));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void refusesAMemoryLimitThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Options(true, 0));
    }
}
