// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.Pictures;
import org.hazelab.imaging.synthesis.density.DensityMap.Variant;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class DensityMapTest {

    private static DensitySettings settings(Variant variant, int size, double displacementSd) {
        return new DensitySettings(variant, size, List.of(5), List.of(6.0), displacementSd);
    }

    private static int[] visits(Variant variant, int size, int factor, double sd, long seed) {
        return DensityMap.visits(settings(variant, size, sd), factor, RandomStream.of(seed), Progress.NONE);
    }

    private static String crc(int[] counts) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * counts.length);
        bytes.asIntBuffer().put(counts);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return String.format("%08x", crc.getValue());
    }

    @Test
    void countsTwoCellsAStepAndTheStartInTheCodeVariant() {
        // Two counts a step, one at the start (docs/goldens.md, "Density maps"): 655,361 for m = 5, 917,505 for m = 7
        assertEquals(655_361, Arrays.stream(visits(Variant.CODE, 256, 5, 1, 1)).sum());
        assertEquals(917_505, Arrays.stream(visits(Variant.CODE, 256, 7, 1, 2)).sum());
    }

    @Test
    void countsOneCellAStepInThePaperVariant() {
        assertEquals(327_680, Arrays.stream(visits(Variant.PAPER, 256, 5, 1, 1)).sum());
    }

    @Test
    void walksAsAnIndependentProgramDoes() {
        // A Python program written from docs/goldens.md, "Density maps", with the same random bits and displacement
        // thresholds from scipy.stats.norm: CRC-32 of the counts as big-endian 32-bit integers. A side of 16 pixels
        // makes the walker meet the border all the time.
        assertEquals("7083bd0b", crc(visits(Variant.CODE, 16, 5, 1, 7)));
        assertEquals("1bbd8dd8", crc(visits(Variant.CODE, 64, 5, 2, 7)));
        assertEquals("f9c8f680", crc(visits(Variant.PAPER, 16, 5, 1, 7)));
        assertEquals("62dc9871", crc(visits(Variant.PAPER, 64, 5, 2, 7)));
    }

    @Test
    void finishesMapsAsScipyDoes() throws Exception {
        // The same Python program: sigma * gaussian_filter(Z, sigma) + Z, min-max, times 255, to uint8 (code);
        // gaussian_filter(Z, sigma), min-max (paper).
        FloatImage code = draw(Variant.CODE);
        assertEquals(145, level(code, 0, 0));
        assertEquals(57, level(code, 10, 50));
        assertEquals(53, level(code, 32, 32));
        assertEquals(121, level(code, 63, 5));
        CRC32 crc = new CRC32();
        for (float value : code.plane(0)) {
            crc.update(Math.round(value * 255));
        }
        assertEquals("c0905eba", String.format("%08x", crc.getValue()));
        FloatImage paper = draw(Variant.PAPER);
        assertEquals(0.37152899091541797, paper.plane(0)[0], 1e-6);
        assertEquals(0.30549809455879473, paper.plane(0)[10 * 64 + 50], 1e-6);
        assertEquals(0.864501048860244, paper.plane(0)[32 * 64 + 32], 1e-6);
        assertEquals(0.394597904113151, Pictures.mean(paper), 1e-6);
    }

    private static FloatImage draw(Variant variant) throws HazeLabException {
        return DensityMap.draw(settings(variant, 64, 2), 5, 6, RandomStream.of(7), Progress.NONE).image();
    }

    private static DensityMap published(Variant variant, int factor, double sigma, long seed) throws HazeLabException {
        return DensityMap.draw(DensitySettings.published(variant), factor, sigma, RandomStream.of(seed), Progress.NONE);
    }

    private static int level(FloatImage map, int row, int column) {
        return Math.round(map.plane(0)[row * map.width() + column] * 255);
    }

    @Test
    void reachesFromZeroToOneInWholeLevels() throws Exception {
        for (Variant variant : Variant.values()) {
            DensityMap map = published(variant, 6, 25, 3);
            float[] values = map.image().plane(0);
            float min = 1;
            float max = 0;
            for (float value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                if (variant == Variant.CODE) {
                    assertEquals(Math.round(value * 255) / 255f, value);
                }
            }
            assertEquals(0, min);
            assertEquals(1, max);
            assertEquals(6, map.walkFactor());
            assertEquals(25, map.smoothingSigma());
        }
    }

    @Test
    void coversImagesOfAnySize() throws Exception {
        DensityMap map = published(Variant.CODE, 5, 15, 4);
        assertSame(map.image(), map.over(256, 256, Progress.NONE));
        for (int[] size : new int[][] {{1, 1}, {300, 200}, {17, 999}}) {
            FloatImage over = map.over(size[0], size[1], Progress.NONE);
            assertEquals(size[0], over.width());
            assertEquals(size[1], over.height());
            for (float value : over.plane(0)) {
                assertTrue(value >= 0 && value <= 1);
            }
        }
    }

    @Test
    void worksForTheSmallestMap() throws Exception {
        for (Variant variant : Variant.values()) {
            DensityMap map = DensityMap.draw(settings(variant, 2, 1), 1, 0.1, RandomStream.of(5), Progress.NONE);
            for (float value : map.image().plane(0)) {
                assertTrue(value >= 0 && value <= 1);
            }
        }
    }

    @Test
    void stopsWithinTheWalkWhenCancelled() {
        AtomicInteger checks = new AtomicInteger();
        Progress cancelledLater = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                if (checks.incrementAndGet() == 4) {
                    throw new CancellationException();
                }
            }
        };
        DensitySettings large = settings(Variant.CODE, 4096, 1);
        assertThrows(CancellationException.class,
            () -> DensityMap.visits(large, 5, RandomStream.of(6), cancelledLater));
        assertEquals(4, checks.get());
    }

    @Test
    void saysWhatIsWrongWithSettings() {
        DensitySettings good = DensitySettings.published(Variant.CODE);
        List<DensitySettings> bad = List.of(
            new DensitySettings(Variant.CODE, 1, good.walkFactors(), good.smoothingSigmas(), 1),
            new DensitySettings(Variant.CODE, 5000, good.walkFactors(), good.smoothingSigmas(), 1),
            new DensitySettings(Variant.CODE, 256, List.of(), good.smoothingSigmas(), 1),
            new DensitySettings(Variant.CODE, 256, List.of(0), good.smoothingSigmas(), 1),
            new DensitySettings(Variant.CODE, 4096, List.of(1000), good.smoothingSigmas(), 1),
            new DensitySettings(Variant.CODE, 256, good.walkFactors(), List.of(), 1),
            new DensitySettings(Variant.CODE, 256, good.walkFactors(), List.of(Double.NaN), 1),
            new DensitySettings(Variant.CODE, 256, good.walkFactors(), good.smoothingSigmas(), -1),
            new DensitySettings(Variant.CODE, 256, good.walkFactors(), good.smoothingSigmas(), Double.NaN));
        for (DensitySettings settings : bad) {
            HazeLabException thrown = assertThrows(HazeLabException.class, settings::validate);
            assertTrue(thrown.remedy().matches("(Choose|Give) .*"), thrown.getMessage());
        }
    }
}
