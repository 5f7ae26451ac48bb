// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.files.ListImages.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListImagesTest {

    @TempDir
    Path folder;

    private void create(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<String> list(boolean subfolders, String pattern) throws HazeLabException {
        return ListImages.run(new Config(folder, subfolders, pattern), Progress.NONE).stream()
            .map(path -> folder.relativize(path).toString().replace('\\', '/')).toList();
    }

    @Test
    void sortsByNameInOneOrderEverywhere() throws Exception {
        create("b.png", "B.png", "a10.png", "a2.png", "\u00e4.png", "Z.jpg", "_.png", "a.png", "A.png",
            "\ud83c\udf2b.png", "\uff21.png");
        assertEquals(List.of("A.png", "B.png", "Z.jpg", "_.png", "a.png", "a10.png", "a2.png", "b.png", "\u00e4.png",
            "\uff21.png", "\ud83c\udf2b.png"), list(false, ""));
    }

    @Test
    void sortsFolderByFolder() throws Exception {
        create("a/z.png", "a-b/a.png", "a.png", "b/a/c.png", "b/b.png", "c.png");
        assertEquals(List.of("a/z.png", "a-b/a.png", "a.png", "b/a/c.png", "b/b.png", "c.png"), list(true, ""));
        assertEquals(List.of("a.png", "c.png"), list(false, ""));
    }

    @Test
    void looksAtSoManyNamesAlone() throws Exception {
        create("a.png", "b.png", "c.txt", "sub/d.png");
        Config config = new Config(folder, true, "");
        ListImages.Listing all = ListImages.look(config, 5, 60_000);
        assertEquals(3, all.images().size());
        assertEquals(5, all.names());
        assertTrue(all.complete());
        ListImages.Listing some = ListImages.look(config, 4, 60_000);
        assertEquals(4, some.names());
        assertFalse(some.complete());
        assertEquals(0, ListImages.look(config, 4, 0).images().size());
        assertThrows(HazeLabException.class,
            () -> ListImages.look(new Config(folder.resolve("gone"), false, ""), 4, 60_000));
    }

    @Test
    void ordersComposedAndDecomposedNamesAlike() {
        Path composed = Path.of("/x/\u00e9a.png");
        Path decomposed = Path.of("/x/e\u0301b.png");
        assertTrue(ListImages.BY_NAME.compare(composed, decomposed) < 0);
        assertTrue(ListImages.BY_NAME.compare(Path.of("/x/f.png"), decomposed) < 0);
        assertEquals(0, ListImages.BY_NAME.compare(composed, composed));
        assertTrue(ListImages.BY_NAME.compare(Path.of("/x/\u00e9"), Path.of("/x/e\u0301")) != 0);
    }

    @Test
    void takesImagesAloneAndNothingHidden() throws Exception {
        create("a.PNG", "b.JpEg", "c.tiff", "d.tif", "e.bmp", "f.jpg", "g.dib", "h.txt", "i.STK", "png", "i.png.txt",
            ".hidden.png", ".hidden/a.png", "sub/b.png", "sub/notes.txt", "Thumbs.db");
        Files.createDirectory(folder.resolve("folder.png"));
        assertEquals(List.of("a.PNG", "b.JpEg", "c.tiff", "d.tif", "e.bmp", "f.jpg", "g.dib", "i.STK"),
            list(false, ""));
        assertEquals(List.of("a.PNG", "b.JpEg", "c.tiff", "d.tif", "e.bmp", "f.jpg", "g.dib", "i.STK", "sub/b.png"),
            list(true, " "));
    }

    @Test
    void filtersByNamePattern() throws Exception {
        create("fog_1.png", "fog_2.jpg", "Fog_3.PNG", "clear.png", "sub/fog_4.png", "fog.png");
        assertEquals(List.of("Fog_3.PNG", "fog_1.png", "sub/fog_4.png"), list(true, "fog_?.png"));
        assertEquals(List.of("Fog_3.PNG", "fog.png", "fog_1.png", "fog_2.jpg"), list(false, "fog*"));
        assertEquals(List.of("clear.png", "fog_2.jpg"), list(false, "{clear,*_2}.{png,jpg}"));
        assertEquals(List.of(), list(false, "nothing*"));
        for (String wrong : new String[] {"{a", "a}", "{a,{b}}", "}{", "{a,b}".repeat(40)}) {
            assertThrows(HazeLabException.class, () -> list(false, wrong), wrong);
        }
    }

    @Test
    void matchesHardPatternsQuickly() throws HazeLabException {
        NameFilter hard = NameFilter.of("*a".repeat(100) + "b");
        assertFalse(hard.accepts("a".repeat(250)));
        assertTrue(hard.accepts("a".repeat(250) + "b"));
        assertTrue(NameFilter.of("**?*.png").accepts("\u00dcber.PNG"));
        assertTrue(NameFilter.of("\u00fc*").accepts("U\u0308bung"));
        assertFalse(NameFilter.of("a").accepts("ab"));
        assertFalse(NameFilter.of("ab").accepts("a"));
        assertTrue(NameFilter.of("[1].png").accepts("[1].png"));
    }

    @Test
    void givesNothingForAnEmptyFolder() throws HazeLabException {
        assertEquals(List.of(), list(true, ""));
    }

    @Test
    void saysThatAFolderIsMissingOrAFile() throws IOException {
        Path missing = folder.resolve("no such folder");
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> ListImages.run(new Config(missing, false, ""), Progress.NONE));
        assertEquals("The folder \"" + missing + "\" does not exist", thrown.summary());
        create("a.png");
        assertTrue(assertThrows(HazeLabException.class,
            () -> ListImages.run(new Config(folder.resolve("a.png"), false, ""), Progress.NONE)).summary()
            .endsWith("is a file, not a folder"));
    }

    @Test
    void entersAFolderOnceHoweverItIsLinked() throws Exception {
        create("a/x.png", "b/y.png");
        Files.createSymbolicLink(folder.resolve("a/loop"), folder);
        Files.createSymbolicLink(folder.resolve("c"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a/x.png"));
        Files.createSymbolicLink(folder.resolve("broken.png"), folder.resolve("nothing"));
        assertEquals(List.of("a/x.png", "b/y.png", "link.png"), list(true, ""));
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        create("a.png");
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> ListImages.run(new Config(folder, true, ""), cancelled));
    }

    @Test
    void takesAListOfPathsLineByLine() throws Exception {
        create("b.png");
        Path workflow = folder.resolve("wf");
        List<Path> found = ListImages.ofList(List.of(folder + "/b.png\r\n\n  knime://knime.workflow/data/a%20b.png  \n",
            folder + "/a.dat", "", folder + "/b.png"), Optional.of(workflow));
        assertEquals(List.of(folder.resolve("a.dat"), folder.resolve("b.png"), folder.resolve("b.png"),
            workflow.resolve("data/a b.png")), found);
        assertEquals(List.of(), ListImages.ofList(List.of(" \n\n"), Optional.empty()));
    }

    @Test
    void refusesAFolderInAList() {
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> ListImages.ofList(List.of(folder.toString()), Optional.empty()));
        assertEquals("\"" + folder + "\" in the list of files is a folder", thrown.summary());
        assertThrows(HazeLabException.class, () -> ListImages.ofList(List.of("http://x/y.png"), Optional.empty()));
    }
}
