// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.SetMetric;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.operations.scoring.ScoreMetrics.Config;
import org.hazelab.operations.scoring.ScoreMetrics.Provenance;
import org.hazelab.operations.scoring.ScoreMetrics.Resizing;
import org.junit.jupiter.api.Test;

class ScoreMetricsTest {

    private static final DataRange DECLARED = new DataRange.Declared();

    /** A metric without reference: the width of the image. */
    private static final class Width implements ImageMetric {

        private static final MetricInfo INFO = MetricInfo.of("width", "Width").colour("none", Channels.ANY)
            .citation("this test").build();

        @Override
        public MetricInfo info() {
            return INFO;
        }

        @Override
        public Score score(MetricInput input, Progress progress) {
            return Score.of(input.image().width());
        }
    }

    private static FloatImage texture(int width, int height, long seed) {
        Random random = new Random(seed);
        FloatImage image = FloatImage.zeros(width, height, 1, ValueRange.UINT8);
        for (int i = 0; i < image.pixels(); i++) {
            image.plane(0)[i] = 60 + (i / width / 5 * 31 + i % width / 5 * 17) % 120 + random.nextInt(40);
        }
        return image;
    }

    private static List<Score> score(Config config, FloatImage image, FloatImage reference) throws HazeLabException {
        return new ScoreMetrics(config).start().score(image, reference, Progress.NONE);
    }

    /** A grey image that was saved as RGB, on either side, scores as what it is; colour is told. */
    @Test
    void comparesGreyWithGreySavedAsColour() throws HazeLabException {
        FloatImage reference = texture(40, 30, 1);
        FloatImage image = texture(40, 30, 2);
        FloatImage rgb =
            FloatImage.of(40, 30, ValueRange.UINT8, image.plane(0), image.plane(0).clone(), image.plane(0));
        Config config = new Config(List.of("psnr", "ssim"), DECLARED, Resizing.OFF, 0);
        List<Score> expected = score(config, image, reference);
        assertEquals(expected, score(config, rgb, reference));
        assertEquals(score(config, reference, image), score(config, reference, rgb));
        rgb.plane(1)[3]++;
        assertEquals("The image has 3 channels, its reference 1 channel",
            score(config, rgb, reference).get(0).reason());
    }

    @Test
    void scoresEveryChosenMetricInTheOrderOfTheChoice() throws HazeLabException {
        FloatImage reference = texture(40, 30, 1);
        FloatImage image = texture(40, 30, 2);
        ScoreMetrics operation = new ScoreMetrics(Config.of("mae", "psnr", "mse", "mae"));
        assertEquals(List.of("mae", "psnr", "mse"), operation.metrics().stream().map(MetricInfo::id).toList());
        assertTrue(operation.needsReference());
        ScoreMetrics.Run run = operation.start();
        assertFalse(run.needsPass());
        List<Score> scores = run.score(image, reference, Progress.NONE);
        double mse = scores.get(2).value();
        assertEquals(10 * Math.log10(65025 / mse), scores.get(1).value(), 1e-12);
        assertEquals(List.of(Score.missing("no"), Score.missing("no"), Score.missing("no")), operation.missing("no"));
    }

    @Test
    void readsTheTableBeforeItScoresWithAFittedMetric() throws HazeLabException {
        ScoreMetrics operation = new ScoreMetrics(Config.of("micro_ms3im", "ssim"));
        List<FloatImage[]> table = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            table.add(new FloatImage[] {texture(60, 50, r), texture(60, 50, 10 + r)});
        }
        table.add(new FloatImage[] {texture(60, 50, 1), texture(61, 50, 1)});
        table.add(new FloatImage[] {texture(60, 50, 1), null});
        ScoreMetrics.Run run = operation.start();
        assertThrows(IllegalStateException.class, () -> run.score(table.get(0)[0], table.get(0)[1], Progress.NONE));
        while (run.needsPass()) {
            table.forEach(row -> run.fit(row[0], row[1], Progress.NONE));
            run.endPass();
        }
        List<Score> first = run.score(table.get(0)[0], table.get(0)[1], Progress.NONE);
        assertFalse(first.get(0).isMissing());
        assertFalse(first.get(1).isMissing());
        assertEquals("The image has 60 x 50 pixels, its reference 61 x 50",
            run.score(table.get(3)[0], table.get(3)[1], Progress.NONE).get(0).reason());
        assertEquals("There is no reference image", run.score(table.get(4)[0], null, Progress.NONE).get(1).reason());
    }

    @Test
    void resizesTheImageToTheReferenceWhenAskedTo() throws HazeLabException {
        FloatImage reference = texture(50, 40, 1);
        FloatImage image = texture(73, 61, 2);
        assertEquals("The image has 73 x 61 pixels, its reference 50 x 40",
            score(new Config(List.of("mse"), DECLARED, Resizing.OFF, 3), image, reference).get(0).reason());
        for (Resizing resizing : new Resizing[] {Resizing.BILINEAR, Resizing.BICUBIC}) {
            FloatImage resized = Resize.to(image, 50, 40, Resize.Interpolation.valueOf(resizing.name()), Progress.NONE);
            assertEquals(score(Config.of("mse"), resized, reference),
                score(new Config(List.of("mse"), DECLARED, resizing, 0), image, reference));
        }
    }

    /** RESIDE's indoor test images show 10 pixels less at every side than their references. */
    @Test
    void cutsALargerReferenceAroundItsCentreWhenAskedTo() throws HazeLabException {
        FloatImage reference = texture(50, 41, 1);
        FloatImage image = texture(40, 30, 2);
        FloatImage centre = FloatImage.zeros(40, 30, 1, ValueRange.UINT8);
        for (int y = 0; y < 30; y++) {
            System.arraycopy(reference.plane(0), (y + 5) * 50 + 5, centre.plane(0), y * 40, 40);
        }
        assertEquals(score(Config.of("mse"), image, centre),
            score(new Config(List.of("mse"), DECLARED, Resizing.CROP_REFERENCE, 0), image, reference));
        assertEquals(score(new Config(List.of("mse"), DECLARED, Resizing.OFF, 3), image, centre),
            score(new Config(List.of("mse"), DECLARED, Resizing.CROP_REFERENCE, 3), image, reference));
        assertEquals(score(Config.of("mse"), image, centre),
            score(new Config(List.of("mse"), DECLARED, Resizing.CROP_REFERENCE, 0), image, centre));
        for (FloatImage wider : List.of(texture(51, 41, 3), texture(51, 20, 3))) {
            assertEquals("The image has " + wider.width() + " x " + wider.height() + " pixels, its reference 50 x 41",
                score(new Config(List.of("mse"), DECLARED, Resizing.CROP_REFERENCE, 0), wider, reference).get(0)
                    .reason());
        }
    }

    @Test
    void metricsWithoutReferenceScoreTheImageAsItIs() throws HazeLabException {
        MetricCatalog catalog = MetricCatalog.builtIn().with(List.of(new Width()));
        ScoreMetrics operation =
            new ScoreMetrics(new Config(List.of("width", "mse"), DECLARED, Resizing.BILINEAR, 2), catalog);
        FloatImage image = texture(73, 61, 2);
        assertEquals(69, operation.start().score(image, texture(50, 40, 1), Progress.NONE).get(0).value());
        List<Score> alone = operation.start().score(image, null, Progress.NONE);
        assertEquals(69, alone.get(0).value());
        assertEquals("There is no reference image", alone.get(1).reason());
        assertFalse(new ScoreMetrics(Config.of("width"), catalog).needsReference());
    }

    @Test
    void cutsTheBorderOffBoth() throws HazeLabException {
        FloatImage reference = texture(30, 20, 1);
        FloatImage image = texture(30, 20, 1);
        image.plane(0)[0] += 50;
        image.plane(0)[30 * 20 - 1] += 50;
        Config cut = new Config(List.of("mse"), DECLARED, Resizing.OFF, 1);
        assertEquals(0, score(cut, image, reference).get(0).value());
        assertEquals(2 * 2500 / 600.0, score(Config.of("mse"), image, reference).get(0).value(), 1e-12);
        assertEquals("The image has 30 x 20 pixels, and nothing is left without a border of 10",
            score(new Config(List.of("mse"), DECLARED, Resizing.OFF, 10), image, reference).get(0).reason());
    }

    @Test
    void stacksGetAReason() throws HazeLabException {
        FloatImage plain = texture(20, 20, 1);
        FloatImage stack = FloatImage.stack(20, 20, 1, ValueRange.UINT8, plain.plane(0), plain.plane(0));
        assertEquals("The image is a stack of 2 slices, and metrics score plain images",
            score(Config.of("mse"), stack, plain).get(0).reason());
        assertEquals("The reference is a stack of 2 slices, and metrics score plain images",
            score(Config.of("mse"), plain, stack).get(0).reason());
    }

    @Test
    void badSettingsSayWhatToChange() {
        assertEquals("No metric is chosen", assertThrows(HazeLabException.class,
            () -> new ScoreMetrics(Config.of())).summary());
        HazeLabException unknown = assertThrows(HazeLabException.class, () -> new ScoreMetrics(Config.of("pnsr")));
        assertEquals("There is no metric \"pnsr\"", unknown.summary());
        assertTrue(unknown.remedy().contains(" psnr_y,"), unknown.remedy());
        assertThrows(HazeLabException.class,
            () -> new ScoreMetrics(new Config(List.of("mse"), DECLARED, Resizing.OFF, -1)));
        SetMetric set = new SetMetric() {
            private final MetricInfo info = MetricInfo.of("some_set", "Some set").needs(Need.SET)
                .colour("none", Channels.ANY).citation("this test").build();

            @Override
            public MetricInfo info() {
                return info;
            }

            @Override
            public Collector newSet() {
                throw new AssertionError();
            }
        };
        assertThrows(HazeLabException.class,
            () -> new ScoreMetrics(Config.of("some_set"), MetricCatalog.builtIn().with(List.of(set))));
    }

    @Test
    void provenanceSaysHowEachMetricWasComputed() throws HazeLabException {
        ScoreMetrics operation = new ScoreMetrics(new Config(List.of("ssim_y", "ri_psnr"),
            DataRange.Fixed.of(0, 4095), Resizing.BICUBIC, 4));
        Provenance ssim = operation.provenance().get(0);
        assertEquals("ssim_y", ssim.metric());
        assertEquals("fixed, 0.0 to 4095.0, mapped to 0..255", ssim.dataRange());
        assertEquals("4 pixels cut off at every side; only windows that lie inside the image", ssim.border());
        assertEquals("bicubic, a = -0.75, no smoothing", ssim.resizing());
        assertTrue(ssim.citation().contains("2004"));
        assertEquals("not used", operation.provenance().get(1).dataRange());
    }

    @Test
    void stopsWhenCancelled() throws HazeLabException {
        Progress canceled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // reports are not checked
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        ScoreMetrics.Run run = new ScoreMetrics(Config.of("ssim")).start();
        assertThrows(CancellationException.class, () -> run.score(texture(40, 40, 1), texture(40, 40, 2), canceled));
    }
}
