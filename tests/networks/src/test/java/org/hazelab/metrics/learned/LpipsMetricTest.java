// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.DataRange;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.networks.Formula;
import org.hazelab.networks.lpips.Lpips;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.script.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The metrics with weights by formula, which lie in the folder as a user's conversions do. */
class LpipsMetricTest {

    private static final ValueRange RANGE = new ValueRange(-1, 1);

    @TempDir
    private Path folder;

    private void writeWeights(LpipsNet net) throws HazeLabException {
        Network network = new Network("Lpips");
        Lpips.of(network.root(), net);
        SafetensorsFile.write(folder.resolve(net.weights().converted()), false, Map.of(), Formula.features(network),
            Progress.NONE);
    }

    private LearnedMetrics metrics() throws HazeLabException {
        return new LearnedMetrics(Formula.settings(), WeightsFolder.of(folder));
    }

    private static ImageMetric find(LearnedMetrics metrics, LpipsNet net) {
        return (ImageMetric)MetricCatalog.builtIn().with(metrics.metrics()).find("lpips_" + net.id()).orElseThrow();
    }

    private static FloatImage image(int width, int height, long seed) {
        float[][] planes = new float[3][];
        float[] values = Formula.image(seed, 3, height, width).values();
        for (int c = 0; c < 3; c++) {
            planes[c] = Arrays.copyOfRange(values, c * width * height, (c + 1) * width * height);
        }
        return FloatImage.of(width, height, RANGE, planes);
    }

    /** 0.7 of an image and 0.3 of another one. */
    private static FloatImage blend(FloatImage image, FloatImage other) {
        float[][] planes = new float[3][image.pixels()];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)(0.7 * image.plane(c)[i] + 0.3 * other.plane(c)[i]);
            }
        }
        return FloatImage.of(image.width(), image.height(), RANGE, planes);
    }

    private static MetricInput input(int width, int height) {
        FloatImage reference = image(width, height, 7);
        return MetricInput.of(blend(reference, image(width, height, 8)), reference, new DataRange.Declared());
    }

    @Test
    void allThreeAreDeclared() throws HazeLabException {
        List<String> ids = LearnedMetrics.declared().stream().map(metric -> metric.info().id()).toList();
        assertEquals(List.of("lpips_alex", "lpips_vgg", "lpips_squeeze"), ids);
        try (LearnedMetrics metrics = metrics()) {
            assertEquals(ids, metrics.metrics().stream().map(metric -> metric.info().id()).toList());
            for (Metric metric : metrics.metrics()) {
                assertTrue(metric.info().needs(Need.REFERENCE) && metric.info().needs(Need.WEIGHTS));
            }
        }
        // Score Metrics shows what the built-in catalogue has; a class path that has this bundle, too, changes nothing.
        assertTrue(MetricCatalog.builtIn().find("lpips_alex").isEmpty());
    }

    /** The first image of docs/goldens.md, "LPIPS"; levels within 1e-4 of a whole one are taken as whole. */
    @ParameterizedTest
    @CsvSource({"ALEX, 0.01695147", "VGG, 0.02225097", "SQUEEZE, 0.04191161"})
    void scoresAreTheAuthorsDistances(LpipsNet net, double distance) throws HazeLabException {
        writeWeights(net);
        FloatImage x = image(79, 66, 7);
        float[] second = Formula.image(8, 2, 3, 66, 79).values();
        float[][] noise = new float[3][];
        for (int c = 0; c < 3; c++) {
            noise[c] = Arrays.copyOfRange(second, c * x.pixels(), (c + 1) * x.pixels());
        }
        FloatImage y = blend(x, FloatImage.of(79, 66, RANGE, noise));
        try (LearnedMetrics metrics = metrics()) {
            Score score = Scoring.score(find(metrics, net), MetricInput.of(x, y, new DataRange.Declared()),
                Progress.NONE);
            assertEquals(null, score.reason());
            assertEquals(distance, score.value(), 1e-4 * distance);
            assertEquals(0, Scoring.score(find(metrics, net), MetricInput.of(x, x, new DataRange.Declared()),
                Progress.NONE).value());
        }
    }

    @Test
    void greyCountsAsThreeEqualChannels() throws HazeLabException {
        writeWeights(LpipsNet.SQUEEZE);
        float[] one = image(70, 64, 7).plane(0);
        float[] other = image(70, 64, 8).plane(1);
        MetricInput grey = MetricInput.of(FloatImage.of(70, 64, RANGE, one), FloatImage.of(70, 64, RANGE, other),
            new DataRange.Declared());
        MetricInput colour = MetricInput.of(FloatImage.of(70, 64, RANGE, one, one, one),
            FloatImage.of(70, 64, RANGE, other, other, other), new DataRange.Declared());
        try (LearnedMetrics metrics = metrics()) {
            ImageMetric metric = find(metrics, LpipsNet.SQUEEZE);
            double score = Scoring.score(metric, grey, Progress.NONE).value();
            assertTrue(score > 0);
            assertEquals(Scoring.score(metric, colour, Progress.NONE).value(), score);
            assertEquals("The image has 70 x 63 pixels; LPIPS (SqueezeNet 1.1) needs at least 64 x 64",
                Scoring.score(metric, input(70, 63), Progress.NONE).reason());
        }
    }

    /** Sides that are no multiples of a stride, and a last tile that counts for one row. */
    @ParameterizedTest
    @CsvSource({"ALEX, 385, 411", "VGG, 64, 530", "SQUEEZE, 459, 64", "SQUEEZE, 64, 641"})
    void tilesGiveTheScoreOfTheWholeImage(LpipsNet net, int width, int height) throws HazeLabException {
        writeWeights(net);
        MetricInput input = input(width, height);
        LoadedNetworks networks = new LoadedNetworks(Formula.settings(), WeightsFolder.of(folder));
        LearnedMetric declared = LearnedMetrics.declared().get(net.ordinal());
        TiledLpips whole = (TiledLpips)declared.with(networks);
        ScriptModule[] module = new ScriptModule[1];
        AtomicInteger tiles = new AtomicInteger();
        try {
            double expected = whole.score(input, Progress.NONE).value();
            module[0] = networks.get(net, (device, weights, progress) -> null, Progress.NONE);
            Progress counting = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    // not watched
                }

                @Override
                public void checkCanceled() {
                    tiles.incrementAndGet();
                }
            };
            TiledLpips tiled = new TiledLpips(declared.info(), net.strides(), progress -> module[0], 384);
            assertEquals(expected, tiled.score(input, counting).value(), 2e-6 * expected);
            assertTrue(tiles.get() >= 2, tiles + " tiles");
        } finally {
            networks.close();
        }
    }

    @Test
    void canBeCancelledBetweenLayersAndUsedAfterwards() throws HazeLabException {
        writeWeights(LpipsNet.SQUEEZE);
        MetricInput input = input(64, 64);
        try (LearnedMetrics metrics = metrics()) {
            ImageMetric metric = find(metrics, LpipsNet.SQUEEZE);
            double score = metric.score(input, Progress.NONE).value();
            for (int questions = 1; questions <= LpipsNet.SQUEEZE.strides().size(); questions++) {
                AtomicInteger left = new AtomicInteger(questions);
                assertThrows(CancellationException.class, () -> metric.score(input, new Progress() {
                    @Override
                    public void report(double fraction, String message) {
                        // not watched
                    }

                    @Override
                    public void checkCanceled() {
                        if (left.decrementAndGet() <= 0) {
                            throw new CancellationException();
                        }
                    }
                }), questions + " questions");
            }
            assertEquals(score, metric.score(input, Progress.NONE).value());
        }
    }

    @ParameterizedTest
    @EnumSource(LpipsNet.class)
    void withoutWeightsTheScoreIsMissingAndTheReasonNamesTheFile(LpipsNet net) throws HazeLabException {
        try (LearnedMetrics metrics = metrics()) {
            Score score = Scoring.score(find(metrics, net), input(64, 64), Progress.NONE);
            assertTrue(score.isMissing());
            assertTrue(score.reason().startsWith("The weights of " + net.title() + " of torchvision are missing: there"
                + " is no file \"" + net.weights().file() + "\" in the folder \"" + folder
                + "\" (the caller). Download it (see " + net.weights().address() + ") "), score.reason());
            assertTrue(!score.reason().endsWith("."), score.reason());
        }
    }

    @Test
    void aNetworkIsLookedForOnceARun() throws HazeLabException {
        AtomicInteger loads = new AtomicInteger();
        try (LoadedNetworks networks = new LoadedNetworks(Formula.settings(), WeightsFolder.of(folder))) {
            LoadedNetworks.Loader failing = (device, weights, progress) -> {
                loads.incrementAndGet();
                throw new HazeLabException("Nothing there", "Bring it");
            };
            HazeLabException first =
                assertThrows(HazeLabException.class, () -> networks.get("key", failing, Progress.NONE));
            assertSame(first, assertThrows(HazeLabException.class, () -> networks.get("key", failing, Progress.NONE)));
            assertEquals(1, loads.get());
            // A load that was cancelled is tried again.
            assertThrows(CancellationException.class, () -> networks.get("other", (device, weights, progress) -> {
                throw new CancellationException();
            }, Progress.NONE));
            assertThrows(HazeLabException.class, () -> networks.get("other", failing, Progress.NONE));
            assertEquals(2, loads.get());
        }
    }
}
