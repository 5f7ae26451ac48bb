// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.ImageSet.Area;
import org.hazelab.methods.recipe.ImageRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary file of a training. */
class ImageStoreTest {

    private static final List<ImageRole> ROLES = List.of(new ImageRole("hazy", 1), new ImageRole("clean", 1));

    @TempDir
    private Path folder;

    private static TrainingRows.Row row(FloatImage image) {
        return new TrainingRows.Row() {
            @Override
            public String name() {
                return "Row5";
            }

            @Override
            public FloatImage image(int index, Progress progress) {
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
        try (ImageStore store = new ImageStore(folder)) {
            assertEquals(open, names().size());
            store.add(row(FloatImage.of(3, 2, ValueRange.UNIT, values)), ROLES, 1, Progress.NONE);
            ImageSet images = store.images(ROLES, 0);
            for (int image = 0; image < 2; image++) {
                float[][] planes = new float[1][4];
                images.read(0, image, new Area(0, 1, 2, 2), planes);
                assertArrayEquals(new float[] {2, 3, 5, 6}, planes[0]);
            }
            assertEquals("Row \"Row5\"", images.name(0));
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
        new ImageStore(folder).close();
        assertEquals(List.of("hazelab-training-.txt", "hazelab-training-new.raw", "other.raw"), names());
    }

    /** 64 rows of it would have more bytes than an int counts. */
    @Test
    void keepsAnImageOfVeryManyColumns() throws Exception {
        float[] values = new float[9_000_000];
        values[8_999_999] = 7;
        try (ImageStore store = new ImageStore(folder)) {
            store.add(row(FloatImage.of(values.length, 1, ValueRange.UNIT, values)), ROLES, 1, Progress.NONE);
            for (int image = 0; image < 2; image++) {
                float[][] planes = new float[1][1];
                store.images(ROLES, 0).read(0, image, new Area(0, values.length - 1, 1, 1), planes);
                assertEquals(7, planes[0][0]);
            }
        }
    }

    /** A colour image with alpha beside a grey one, which is depth for one table and three equal planes for another. */
    @Test
    void keepsColourWithoutAlphaAndGreyAsOftenAsItIsWanted() throws Exception {
        float[][] channels = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}, {0, 0, 0, 0}};
        FloatImage colour = FloatImage.of(2, 2, ValueRange.UNIT, channels);
        FloatImage grey = FloatImage.of(2, 2, ValueRange.UNIT, new float[] {13, 14, 15, 16});
        TrainingRows.Row row = new TrainingRows.Row() {
            @Override
            public String name() {
                return "Row1";
            }

            @Override
            public FloatImage image(int index, Progress progress) {
                return index == 0 ? colour : grey;
            }
        };
        List<ImageRole> roles = List.of(new ImageRole("clear", 3), new ImageRole("depth", 1), new ImageRole("hazy", 3));
        try (ImageStore store = new ImageStore(folder)) {
            store.add(row, roles, 1, Progress.NONE);
            store.add(row, roles, 2, Progress.NONE);
            ImageSet images = store.images(roles, 1);
            float[][] clear = new float[3][2];
            images.read(0, 0, new Area(1, 0, 1, 2), clear);
            assertArrayEquals(new float[][] {{3, 4}, {7, 8}, {11, 12}}, clear);
            float[][] hazy = new float[3][2];
            images.read(0, 2, new Area(0, 0, 2, 1), hazy);
            assertArrayEquals(new float[][] {{13, 15}, {13, 15}, {13, 15}}, hazy);
            assertEquals(6.5, images.moments(0, 0).mean());
            assertEquals(14.5, images.moments(0, 1).mean());
            assertEquals("The depth image has 4 channels", assertThrows(ImageStore.MisfitException.class,
                () -> store.add(row, List.of(new ImageRole("depth", 1)), 1, Progress.NONE)).reason().summary());
        }
    }
}
