// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TrainingPairs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary file of a training. */
class PairStoreTest {

    private static final Normalization AS_IT_IS = new Normalization(0, 1, 0, 1);

    @TempDir
    private Path folder;

    private static TrainingRows.Row row(FloatImage image) {
        return new TrainingRows.Row() {
            @Override
            public String name() {
                return "Row5";
            }

            @Override
            public FloatImage hazy(Progress progress) {
                return image;
            }

            @Override
            public FloatImage clean(Progress progress) {
                return image;
            }
        };
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * What is not in the folder while the process lives is not left behind by its end, whatever ends it. Windows
     * deletes no open file.
     */
    @Test
    void hasNoNameWhileItIsOpen() throws Exception {
        int open = System.getProperty("os.name").startsWith("Windows") ? 1 : 0;
        float[] values = {1, 2, 3, 4, 5, 6};
        try (PairStore store = new PairStore(folder)) {
            assertEquals(open, names().size());
            store.add(row(FloatImage.of(3, 2, ValueRange.UNIT, values)), 1, Progress.NONE);
            float[] hazy = new float[4];
            float[] clean = new float[4];
            TrainingPairs pairs = store.pairs(AS_IT_IS, 0);
            pairs.square(0, 0, 1, 2, hazy, clean);
            assertArrayEquals(new float[] {2, 3, 5, 6}, hazy);
            assertArrayEquals(hazy, clean);
            assertEquals("Row \"Row5\"", pairs.name(0));
        }
        assertEquals(List.of(), names());
    }

    @Test
    void deletesWhatKilledTrainingsHaveLeft() throws IOException, HazeLabException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (String name : List.of("hazelab-training-123.raw", "hazelab-training-new.raw", "hazelab-training-.txt",
            "other.raw")) {
            Files.write(folder.resolve(name), new byte[8]);
            if (!name.contains("new")) {
                Files.setLastModifiedTime(folder.resolve(name), old);
            }
        }
        new PairStore(folder).close();
        assertEquals(List.of("hazelab-training-.txt", "hazelab-training-new.raw", "other.raw"), names());
    }

    /** 64 rows of it would have more bytes than an int counts. */
    @Test
    void keepsAnImageOfVeryManyColumns() throws Exception {
        float[] values = new float[9_000_000];
        values[8_999_999] = 7;
        try (PairStore store = new PairStore(folder)) {
            store.add(row(FloatImage.of(values.length, 1, ValueRange.UNIT, values)), 1, Progress.NONE);
            float[] hazy = new float[1];
            float[] clean = new float[1];
            store.pairs(AS_IT_IS, 0).square(0, 0, values.length - 1, 1, hazy, clean);
            assertEquals(7, hazy[0]);
            assertEquals(7, clean[0]);
        }
    }
}
