// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.GaussianBlur;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.density.DensityMap.Variant;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/**
 * Maps of ours against the 1000 that HazeFlow's authors publish, of which tests/data/mcbm_statistics.csv has the
 * numbers (docs/goldens.md). Grey levels are 0 to 255; grain is the standard deviation of what a Gaussian of sigma 2
 * takes away.
 */
class DensityMapStatisticsTest {

    private static final int MAPS = 60;

    private record Statistics(double mean, double deviation, double grain) {

        static Statistics of(FloatImage map) {
            FloatImage levels = map.mapRange(ValueRange.UINT8);
            FloatImage smooth = new GaussianBlur(2, 4).apply(levels, Progress.NONE);
            double[] residual = new double[levels.pixels()];
            double[] values = new double[levels.pixels()];
            for (int i = 0; i < residual.length; i++) {
                values[i] = levels.plane(0)[i];
                residual[i] = values[i] - smooth.plane(0)[i];
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            return new Statistics(mean, deviation(values), deviation(residual));
        }

        private static double deviation(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        }
    }

    private static List<Statistics> ours(Variant variant) throws HazeLabException {
        DensitySettings settings = DensitySettings.published(variant);
        List<Statistics> all = new ArrayList<>();
        for (int i = 0; i < MAPS; i++) {
            RandomStream random = RandomStream.of(2025, i);
            int factor = settings.walkFactors().get(random.nextInt(3));
            double sigma = settings.smoothingSigmas().get(random.nextInt(3));
            all.add(Statistics.of(DensityMap.draw(settings, factor, sigma, random, Progress.NONE).image()));
        }
        return all;
    }

    @Test
    void liesInTheRangesOfThePublishedMaps() throws Exception {
        List<Statistics> maps = ours(Variant.CODE);
        int ordinaryGrain = 0;
        for (Statistics map : maps) {
            // The published maps: mean 39.3 to 156.1, deviation 32.0 to 76.5, grain 1.15 to 4.85, of which 95 percent
            // are from 1.5 to 4.
            assertTrue(map.mean() >= 39 && map.mean() <= 156, map.toString());
            assertTrue(map.deviation() >= 32 && map.deviation() <= 77, map.toString());
            assertTrue(map.grain() >= 1.1 && map.grain() <= 4.9, map.toString());
            ordinaryGrain += map.grain() >= 1.5 && map.grain() <= 4 ? 1 : 0;
        }
        assertTrue(ordinaryGrain >= 0.9 * MAPS, ordinaryGrain + " of " + MAPS);
        // Their averages; the standard errors of 60 maps are 2.3, 0.9 and 0.08.
        assertEquals(96.80, maps.stream().mapToDouble(Statistics::mean).average().orElseThrow(), 9);
        assertEquals(51.89, maps.stream().mapToDouble(Statistics::deviation).average().orElseThrow(), 3.5);
        assertEquals(2.75, maps.stream().mapToDouble(Statistics::grain).average().orElseThrow(), 0.3);
    }

    @Test
    void hasNoGrainInThePaperVariant() throws Exception {
        for (Statistics map : ours(Variant.PAPER)) {
            // Smoothing alone leaves 0.28 to 0.38; 0.29 of it is rounding to levels, which this variant leaves out.
            assertTrue(map.grain() < 0.5, map.toString());
        }
    }

    @Test
    void isDistributedAsThePublishedMaps() throws Exception {
        List<Statistics> published = published();
        List<Statistics> ours = ours(Variant.CODE);
        checkSameDistribution(values(ours, 0), values(published, 0), "mean");
        checkSameDistribution(values(ours, 1), values(published, 1), "deviation");
        checkSameDistribution(values(ours, 2), values(published, 2), "grain");
    }

    private static List<Statistics> published() throws IOException {
        Path table = Path.of(System.getProperty("hazelab.root"), "tests", "data", "mcbm_statistics.csv");
        List<Statistics> maps = Files.readAllLines(table).stream().skip(1).map(line -> line.split(","))
            .map(cells -> new Statistics(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3])))
            .toList();
        assertEquals(1000, maps.size());
        return maps;
    }

    /** The table was made by NumPy and SciPy: tests/data/mcbm_statistics.py, without an argument. */
    @Test
    void measuresAsTheProgramOfTheTable() {
        float[] levels = new float[64 * 48];
        for (int i = 0; i < levels.length; i++) {
            int x = i % 64;
            int y = i / 64;
            levels[i] = (37 * x + 91 * y + x * y) % 256;
        }
        Statistics found = Statistics.of(FloatImage.of(64, 48, ValueRange.UINT8, levels));
        assertEquals(127.16666666666667, found.mean(), 1e-9);
        assertEquals(73.83465010112498, found.deviation(), 1e-9);
        assertEquals(73.31647108920586, found.grain(), 1e-5);
    }

    private static double[] values(List<Statistics> maps, int which) {
        return maps.stream().mapToDouble(m -> which == 0 ? m.mean() : which == 1 ? m.deviation() : m.grain()).sorted()
            .toArray();
    }

    /** Two-sample Kolmogorov-Smirnov, rejecting at 0.1 percent. */
    private static void checkSameDistribution(double[] one, double[] other, String what) {
        double distance = 0;
        for (double place : one) {
            distance = Math.max(distance, Math.abs(shareUpTo(one, place) - shareUpTo(other, place)));
        }
        for (double place : other) {
            distance = Math.max(distance, Math.abs(shareUpTo(one, place) - shareUpTo(other, place)));
        }
        double critical = 1.95 * Math.sqrt((one.length + other.length) / (double)(one.length * other.length));
        assertTrue(distance < critical, what + ": distance " + distance + ", critical " + critical);
    }

    private static double shareUpTo(double[] sorted, double place) {
        return Arrays.stream(sorted).filter(v -> v <= place).count() / (double)sorted.length;
    }
}
