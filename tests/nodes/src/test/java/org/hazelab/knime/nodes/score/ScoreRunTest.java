// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.score.ScoreRun.Limits;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.operations.scoring.ScoreMetrics;
import org.hazelab.operations.scoring.ScoringMemory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;

/** How many rows of Score Metrics are in memory at a time, and what happens where even one is too much. */
class ScoreRunTest {

    @AutoClose
    private final NodeTester tester = new NodeTester(new ScoreMetricsNodeFactory());

    private final Warnings warnings = new Warnings();
    private final List<String> scored = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> scoredBeforeReading = Collections.synchronizedList(new ArrayList<>());

    /** Seven images of different sizes. */
    private BufferedDataTable table() {
        FloatImage[] images = new FloatImage[7];
        for (int i = 0; i < images.length; i++) {
            images[i] = image("Row" + i);
        }
        return TestTable.ofImages(images).build("input", tester.context());
    }

    private static FloatImage image(String key) {
        return Pictures.clear(20 + key.charAt(3) - '0', 20);
    }

    /** References in memory; reading one notes how many rows have come out until then. */
    private class Made implements ReferenceOf {

        @Override
        public FloatImage read(DataRow row, Progress progress) throws HazeLabException {
            scoredBeforeReading.add(scored.size());
            return image(row.getKey().getString());
        }

        @Override
        public Optional<ImageSize> size(DataRow row) {
            FloatImage image = image(row.getKey().getString());
            return Optional.of(new ImageSize(image.width(), image.height(), image.channels(), 1));
        }

        @Override
        public Optional<String> doubt(DataRow row) {
            return Optional.empty();
        }
    }

    private void run(ReferenceOf references, Limits limits) throws Exception {
        ScoreMetrics operation = new ScoreMetrics(ScoreMetrics.Config.of("mse", "ssim"));
        new ScoreRun(table(), 0, references, operation, warnings, limits).run(Progress.NONE,
            (row, scores) -> scored.add(row.getKey() + " " + scores[0] + " " + scores[1]));
    }

    private static List<String> perfect() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rows.add("Row" + i + " 0.0 1.0");
        }
        return rows;
    }

    private static double bytesOf(String key) {
        FloatImage image = image(key);
        Optional<ImageSize> size = Optional.of(new ImageSize(image.width(), image.height(), image.channels(), 1));
        return ScoringMemory.bytes(size, size);
    }

    @Test
    void scoresAsManyRowsAsThereAreProcessors() throws Exception {
        run(new Made(), new Limits(3, Double.POSITIVE_INFINITY));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 0, 0, 3, 3, 3, 6), scoredBeforeReading);
    }

    @Test
    void scoresFewerRowsWhereMoreDoNotFit() throws Exception {
        run(new Made(), new Limits(3, bytesOf("Row6") * 2));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 0, 2, 2, 4, 4, 6), scoredBeforeReading);
    }

    @Test
    void scoresOneRowHoweverLargeItIs() throws Exception {
        run(new Made(), new Limits(3, 1));
        assertEquals(perfect(), scored);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), scoredBeforeReading);
    }

    /** The estimate can be too low, and other nodes hold memory: then rows go one by one, with the same scores. */
    @Test
    void goesOnRowByRowWhereMemoryEnds() throws Exception {
        for (boolean whileReading : new boolean[] {true, false}) {
            scored.clear();
            AtomicInteger reads = new AtomicInteger();
            run(new Made() {
                @Override
                public FloatImage read(DataRow row, Progress progress) throws HazeLabException {
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
        assertEquals(Optional.empty(), warnings.text());
    }

    @Test
    void anImageThatIsTooLargeAloneSaysWhatHelps() throws Exception {
        run(new Made() {
            @Override
            public FloatImage read(DataRow row, Progress progress) throws HazeLabException {
                if (row.getKey().getString().equals("Row2")) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.read(row, progress);
            }
        }, new Limits(4, Double.POSITIVE_INFINITY));
        List<String> expected = perfect();
        expected.set(2, "Row2 ? ?");
        assertEquals(expected, scored);
        String warning = warnings.text().orElseThrow();
        assertTrue(
            warning.startsWith("In 1 image all scores are missing:\n  Row \"Row2\": There is not enough memory to "
                + "score the image of 22 x 20 pixels. Give Java more memory (-Xmx, for KNIME in knime.ini), "),
            warning);
    }
}
