// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.scoring.ScoreRun.Limits;
import org.hazelab.operations.table.ImageTable;
import org.junit.jupiter.api.Test;

/** How many rows are in memory at a time while a table is scored, and what happens where even one is too much. */
class ScoreRunTest {

    private final List<String> warnings = new ArrayList<>();
    private final List<String> scored = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> scoredBeforeReading = Collections.synchronizedList(new ArrayList<>());

    /** Seven images of different sizes. */
    private static final class Seven implements ImageTable<ImageRow> {

        @Override
        public long size() {
            return 7;
        }

        @Override
        public Rows<ImageRow> open() {
            Iterator<ImageRow> rows = IntStream.range(0, 7).<ImageRow>mapToObj(i -> new Made("Row" + i)).iterator();
            return new Rows<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public ImageRow next() {
                    return rows.next();
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }

    private record Made(String key) implements ImageRow, ImageSource {

        @Override
        public Optional<String> name() {
            return Optional.empty();
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
            return ScoreRunTest.image(key);
        }

        @Override
        public Optional<ImageSize> size() {
            return sizeOf(key);
        }

        @Override
        public boolean isMissing() {
            return false;
        }

        @Override
        public boolean holdsPixels() {
            return false;
        }
    }

    private static FloatImage image(String key) {
        int width = 20 + key.charAt(3) - '0';
        float[] plane = new float[width * 20];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i * 37 % 251;
        }
        return FloatImage.of(width, 20, ValueRange.UINT8, plane);
    }

    private static Optional<ImageSize> sizeOf(String key) {
        FloatImage image = image(key);
        return Optional.of(new ImageSize(image.width(), image.height(), image.channels(), 1));
    }

    /** References in memory; reading one notes how many rows have come out until then. */
    private class Perfect implements ReferenceOf {

        @Override
        public FloatImage read(ImageRow row, Progress progress) throws HazeLabException {
            scoredBeforeReading.add(scored.size());
            return image(row.key());
        }

        @Override
        public Optional<ImageSize> size(ImageRow row) {
            return sizeOf(row.key());
        }

        @Override
        public Optional<String> doubt(ImageRow row) {
            return Optional.empty();
        }
    }

    private void run(ReferenceOf references, Limits limits) throws Exception {
        ScoreMetrics operation = new ScoreMetrics(ScoreMetrics.Config.of("mse", "ssim"));
        new ScoreRun<>(new Seven(), Optional.of(references), operation,
            (kind, detail) -> warnings.add(kind + ": " + detail), limits).run(Progress.NONE,
                (row, scores) -> scored.add(row.key() + " " + scores.get(0).value() + " " + scores.get(1).value()));
    }

    private static List<String> perfect() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rows.add("Row" + i + " 0.0 1.0");
        }
        return rows;
    }

    private static double bytesOf(String key) {
        return ScoringMemory.bytes(sizeOf(key), sizeOf(key));
    }

    @Test
    void scoresAsManyRowsAsThereAreProcessors() throws Exception {
        run(new Perfect(), new Limits(3, Double.POSITIVE_INFINITY));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 0, 0, 3, 3, 3, 6), scoredBeforeReading);
    }

    @Test
    void scoresFewerRowsWhereMoreDoNotFit() throws Exception {
        run(new Perfect(), new Limits(3, bytesOf("Row6") * 2));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 0, 2, 2, 4, 4, 6), scoredBeforeReading);
    }

    @Test
    void scoresOneRowHoweverLargeItIs() throws Exception {
        run(new Perfect(), new Limits(3, 1));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), scoredBeforeReading);
    }

    /** The estimate can be too low, and other nodes hold memory: then rows go one by one, with the same scores. */
    @Test
    void goesOnRowByRowWhereMemoryEnds() throws Exception {
        for (boolean whileReading : new boolean[] {true, false}) {
            scored.clear();
            AtomicInteger reads = new AtomicInteger();
            run(new Perfect() {
                @Override
                public FloatImage read(ImageRow row, Progress progress) throws HazeLabException {
                    if (reads.getAndIncrement() == 1) {
                        OutOfMemoryError shortage = new OutOfMemoryError("Java heap space");
                        if (whileReading) {
                            throw new HazeLabException("not free", "wait", shortage);
                        }
                        throw shortage;
                    }
                    return super.read(row, progress);
                }
            }, new Limits(4, Double.POSITIVE_INFINITY));
            assertEquals(perfect(), scored);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void anImageThatIsTooLargeAloneSaysWhatHelps() throws Exception {
        run(new Perfect() {
            @Override
            public FloatImage read(ImageRow row, Progress progress) throws HazeLabException {
                if (row.key().equals("Row2")) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.read(row, progress);
            }
        }, new Limits(4, Double.POSITIVE_INFINITY));
        List<String> expected = perfect();
        expected.set(2, "Row2 NaN NaN");
        assertEquals(expected, scored);
        assertEquals(1, warnings.size());
        assertTrue(
            warnings.get(0).startsWith("all scores are missing: Row \"Row2\": There is not enough memory to score "
                + "the image of 22 x 20 pixels. Give Java more memory (-Xmx, for KNIME in knime.ini), "),
            warnings.get(0));
    }
}
