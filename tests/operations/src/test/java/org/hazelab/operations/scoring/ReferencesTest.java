// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.scoring.Pairing.By;
import org.hazelab.operations.table.ImageTable;
import org.junit.jupiter.api.Test;

/** Which reference of a second table belongs to an image, and where its pixels are in the meantime. */
class ReferencesTest {

    /** A row whose image is constant; of a negative level it is missing. */
    private static final class Made implements ImageRow, ImageSource {

        private final String key;
        private final String name;
        private final int level;
        private final boolean holdsPixels;
        private int reads;

        Made(String key, String name, int level, boolean holdsPixels) {
            this.key = key;
            this.name = name;
            this.level = level;
            this.holdsPixels = holdsPixels;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Optional<String> name() {
            return Optional.ofNullable(name);
        }

        @Override
        public ImageSource image() {
            return this;
        }

        @Override
        public Optional<ImageSource> reference() {
            return Optional.empty();
        }

        @Override
        public FloatImage read(Progress progress) {
            reads++;
            return FloatImage.of(1, 1, ValueRange.UINT8, new float[][] {{level}});
        }

        @Override
        public Optional<ImageSize> size() {
            return isMissing() ? Optional.empty() : Optional.of(new ImageSize(1, 1, 1, 1));
        }

        @Override
        public boolean isMissing() {
            return level < 0;
        }

        @Override
        public boolean holdsPixels() {
            return holdsPixels;
        }
    }

    private static Made image(String key, String name) {
        return new Made(key, name, 0, false);
    }

    private static ImageTable<Made> table(Made... rows) {
        return new ImageTable<>() {
            @Override
            public long size() {
                return rows.length;
            }

            @Override
            public Rows<Made> open() {
                Iterator<Made> iterator = List.of(rows).iterator();
                return new Rows<>() {
                    @Override
                    public boolean hasNext() {
                        return iterator.hasNext();
                    }

                    @Override
                    public Made next() {
                        return iterator.next();
                    }

                    @Override
                    public void close() {
                        // nothing is open
                    }
                };
            }
        };
    }

    private static double level(References references, ImageRow row) throws HazeLabException {
        return references.read(row, Progress.NONE).plane(0)[0];
    }

    @Test
    void namesCountIfBothTablesHaveThemOrARuleAsksForThem() {
        assertTrue(Pairing.of(By.AUTO, NameRule.WHOLE, true, true).byName());
        assertFalse(Pairing.of(By.AUTO, NameRule.WHOLE, true, false).byName());
        assertTrue(Pairing.of(By.AUTO, NameRule.BEFORE_LAST_UNDERSCORE, true, false).byName());
        assertFalse(Pairing.of(By.ROW_KEY, NameRule.BEFORE_LAST_UNDERSCORE, true, true).byName());
        assertTrue(Pairing.of(By.NAME, NameRule.WHOLE, false, false).byName());
    }

    @Test
    void onlyNamesThatWereLookedForAreMissed() {
        for (boolean images : new boolean[] {true, false}) {
            assertTrue(Pairing.of(By.AUTO, NameRule.WHOLE, images, !images).note().isPresent());
            assertEquals(Optional.empty(), Pairing.of(By.AUTO, NameRule.WHOLE, images, images).note());
            assertEquals(Optional.empty(), Pairing.of(By.ROW_KEY, NameRule.WHOLE, images, !images).note());
        }
    }

    @Test
    void findsByNameWhateverTheRowKeys() throws Exception {
        try (References references = new References(Pairing.of(By.AUTO, NameRule.WHOLE, true, true))) {
            references.add(table(new Made("1", "a", 7, false), new Made("2", null, 8, false),
                new Made("3", "b", 9, false)), Progress.NONE);
            assertEquals(9, level(references, image("1", "b")));
            assertEquals(7, level(references, image("3", "a")));
            assertEquals(Optional.empty(), references.doubt(image("1", "b")));
            assertEquals("The image has no name to find its reference by",
                assertThrows(HazeLabException.class, () -> level(references, image("2", null))).summary());
            assertEquals(Optional.empty(), references.size(image("4", "c")));
        }
    }

    @Test
    void doubtsAPairOfOneKeyAndTwoNames() throws Exception {
        try (References references = new References(Pairing.of(By.ROW_KEY, NameRule.WHOLE, true, true))) {
            references.add(table(new Made("1", "a", 7, false), new Made("2", null, 8, false)), Progress.NONE);
            assertEquals(7, level(references, image("1", "b")));
            assertEquals(Optional.of("the image is named \"b\", the reference \"a\""),
                references.doubt(image("1", "b")));
            assertEquals(Optional.empty(), references.doubt(image("1", "a")));
            assertEquals(Optional.empty(), references.doubt(image("1", null)));
            assertEquals(Optional.empty(), references.doubt(image("2", "b")));
        }
    }

    @Test
    void twoReferencesOfOneNameEndTheRunWhereNamesWereAskedFor() throws Exception {
        ImageTable<Made> twins = table(new Made("1", "a", 7, false), new Made("2", "a", 8, false));
        try (References references = new References(Pairing.of(By.NAME, NameRule.WHOLE, true, true))) {
            assertEquals("Two references are named \"a\", the second in row \"2\"",
                assertThrows(HazeLabException.class, () -> references.add(twins, Progress.NONE)).summary());
        }
        try (References references = new References(Pairing.of(By.AUTO, NameRule.WHOLE, true, true))) {
            references.add(twins, Progress.NONE);
            assertTrue(assertThrows(HazeLabException.class, () -> level(references, image("1", "a"))).summary()
                .startsWith("2 references are named \"a\""));
        }
    }

    /** What a source holds in memory is read once and put on the disk; others are read when they are needed. */
    @Test
    void keepsNoPixelsInMemory() throws Exception {
        Made heavy = new Made("1", null, 7, true);
        Made light = new Made("2", null, 8, false);
        References references = new References(Pairing.of(By.ROW_KEY, NameRule.WHOLE, false, false));
        references.add(table(heavy, light), Progress.NONE);
        assertEquals(List.of(1, 0), List.of(heavy.reads, light.reads));
        for (int i = 1; i <= 2; i++) {
            assertEquals(7, level(references, image("1", null)));
            assertEquals(8, level(references, image("2", null)));
            assertEquals(List.of(1, i), List.of(heavy.reads, light.reads));
        }
        references.close();
        assertThrows(HazeLabException.class, () -> level(references, image("1", null)), "its file is deleted");
    }

    @Test
    void saysWhichReferenceIsMissing() throws Exception {
        try (References references = new References(Pairing.of(By.ROW_KEY, NameRule.WHOLE, false, false))) {
            references.add(table(new Made("1", null, -1, false)), Progress.NONE);
            assertEquals("The reference \"1\" is missing",
                assertThrows(HazeLabException.class, () -> level(references, image("1", null))).summary());
        }
    }
}
