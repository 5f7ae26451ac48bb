// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The batches of Reflow and Distillation. */
class RealHazeBatchesTest {

    private static CropSettings settings(int side, int perRow, int batch, boolean rescale, int threads) {
        return new CropSettings(side, perRow, batch, rescale, 0.5, 8, threads);
    }

    private static ReflowBatches reflow(ImageSet photographs, ImageSet pairs, CropSettings settings)
        throws HazeLabException {
        return new ReflowBatches(new HazyRows(photographs, pairs), ReflowBatches.GAMMAS, settings, false);
    }

    private static DistillationBatches distillation(ImageSet photographs, ImageSet pairs, CropSettings settings)
        throws HazeLabException {
        return new DistillationBatches(new HazyRows(photographs, pairs), settings, false);
    }

    private static FloatImage image(FloatTensor tensor, int item) {
        int side = tensor.shape()[2];
        float[][] planes = new float[tensor.shape()[1]][];
        for (int c = 0; c < planes.length; c++) {
            int from = (item * planes.length + c) * side * side;
            planes[c] = Arrays.copyOfRange(tensor.values(), from, from + side * side);
        }
        return FloatImage.of(side, side, ValueRange.UNIT, planes);
    }

    private static void assertIsDarkChannelMap(FloatTensor map, FloatTensor images) throws HazeLabException {
        for (int item = 0; item < map.shape()[0]; item++) {
            float[] expected = DarkChannelPrior
                .estimate(image(images, item), DcpSettings.hazeFlowTraining(), Progress.NONE).transmission().plane(0);
            assertArrayEquals(expected, image(map, item).plane(0));
        }
    }

    /** Where a crop lies in an image, flipped or not: places by their first pixels. */
    private static boolean isCut(FloatImage crop, FloatImage whole, boolean flipped) {
        int side = crop.width();
        for (int top = 0; top + side <= whole.height(); top++) {
            for (int left = 0; left + side <= whole.width(); left++) {
                boolean same = true;
                for (int i = 0; same && i < side * side; i++) {
                    int x = flipped ? side - 1 - i % side : i % side;
                    int at = (top + i / side) * whole.width() + left + x;
                    same = crop.plane(0)[i] == whole.plane(0)[at] && crop.plane(2)[i] == whole.plane(2)[at];
                }
                if (same) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Crops are pieces of the image, half of them flipped; the map is that of the crop; one exponent a batch. */
    @Test
    void reflowTakesCropsWithOneGammaABatch() throws HazeLabException {
        FloatImage whole = Scenes.picture(50, 40, 3);
        ReflowBatches batches = reflow(ImageSet.of(List.of(List.of(whole))), Scenes.none(),
            settings(16, 60, 10, false, 2));
        assertEquals(6, batches.batches());
        Set<Float> gammas = new HashSet<>();
        int flipped = 0;
        for (int index = 0; index < 6; index++) {
            ReflowBatch batch = batches.batch(1, index);
            assertIsDarkChannelMap(batch.darkChannelMap(), batch.hazy());
            float[] gamma = Scenes.range(batch.gamma());
            assertTrue(gamma[0] == gamma[1] && gamma[0] >= 1.5 && gamma[1] <= 3, Arrays.toString(gamma));
            gammas.add(gamma[0]);
            assertArrayEquals(new int[] {10, 1, 1, 1}, batch.gamma().shape());
            assertArrayEquals(new float[10], batch.paired().values());
            assertArrayEquals(new int[] {10, 3, 1, 1}, batch.clean().shape());
            for (int item = 0; item < 10; item++) {
                FloatImage crop = image(batch.hazy(), item);
                boolean straight = isCut(crop, whole, false);
                assertTrue(straight || isCut(crop, whole, true));
                flipped += straight ? 0 : 1;
            }
        }
        assertEquals(6, gammas.size());
        // 60 of 60 would be a chance of 2^-60; a standard deviation is 4
        assertTrue(flipped > 12 && flipped < 48, flipped + " of 60 flipped");
    }

    /** Rescaled: the random factor makes crops of more than one scale, and bicubic overshoot stays as it is. */
    @Test
    void reflowRescales() throws HazeLabException {
        float[][] plane = new float[3][200 * 160];
        for (int i = 0; i < plane[0].length; i++) {
            plane[0][i] = i % 200 / 199f;
            plane[1][i] = plane[0][i];
            plane[2][i] = plane[0][i];
        }
        ReflowBatch batch = reflow(ImageSet.of(List.of(List.of(FloatImage.of(200, 160, ValueRange.UNIT, plane)))),
            Scenes.none(), settings(20, 30, 30, true, 1)).batch(1, 0);
        double least = 1;
        double most = 0;
        for (int item = 0; item < 30; item++) {
            float[] row = image(batch.hazy(), item).plane(0);
            double slope = Math.abs(row[12] - row[8]) / 4 * 199;
            least = Math.min(least, 1 / slope);
            most = Math.max(most, 1 / slope);
        }
        assertTrue(least < 0.4 && least > 0.1 && most > 0.8 && most < 1.05, least + " to " + most);
    }

    /** Photographs first, then pairs: each crop of a pair has the clean image at the same place. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void pairsBringTheCleanImage(boolean reflow) throws HazeLabException {
        ImageSet photographs = Scenes.pictures(3, new int[] {40, 30}, new int[] {30, 33});
        ImageSet pairs = Scenes.pairs(new int[] {50, 40}, new int[] {9, 30}, new int[] {16, 12});
        CropSettings settings = settings(16, 4, 20, reflow, 2);
        Map<String, Integer> names = new HashMap<>();
        FloatTensor hazy;
        FloatTensor clean;
        FloatTensor paired;
        List<String> rows;
        if (reflow) {
            ReflowBatch batch = reflow(photographs, pairs, settings).batch(1, 0);
            hazy = batch.hazy();
            clean = batch.clean();
            paired = batch.paired();
            rows = batch.tensors().names();
        } else {
            DistillationBatch batch = distillation(photographs, pairs, settings).batch(1, 0);
            hazy = batch.hazy();
            clean = batch.clean();
            paired = batch.paired();
            rows = batch.tensors().names();
        }
        assertArrayEquals(new int[] {20, 3, 16, 16}, clean.shape());
        for (int item = 0; item < 20; item++) {
            boolean pair = rows.get(item).endsWith("of the pairs");
            assertEquals(pair ? 1 : 0, paired.values()[item], rows.get(item));
            names.merge(rows.get(item), 1, Integer::sum);
            for (int c = 0; c < 3; c++) {
                float[] j = image(clean, item).plane(c);
                float[] i = image(hazy, item).plane(c);
                for (int p = 0; p < j.length; p++) {
                    // bicubic overshoot of the stretched hazy image is clipped later than that of the clean one
                    boolean sound = j[p] > 0 && j[p] < 1;
                    assertEquals(pair && sound ? j[p] / 2 + 0.5 : i[p], i[p], 1e-5);
                    assertTrue(pair || j[p] == 0);
                }
            }
        }
        assertEquals(Map.of("Image 1 of the hazy images", 4, "Image 2 of the hazy images", 4, "Image 1 of the pairs",
            4, "Image 2 of the pairs", 4, "Image 3 of the pairs", 4), names);
    }

    /** F(I) is 8 bits, seldom equal to I, and never brighter on the whole than contrast and sharpness allow. */
    @Test
    void distillationEnhancesTheSameCrop() throws HazeLabException {
        FloatImage whole = Scenes.picture(60, 50, 3);
        DistillationBatch batch = distillation(ImageSet.of(List.of(List.of(whole))), Scenes.none(),
            settings(24, 40, 40, false, 2)).batch(2, 0);
        assertIsDarkChannelMap(batch.darkChannelMap(), batch.hazy());
        assertIsDarkChannelMap(batch.enhancedDarkChannelMap(), batch.enhanced());
        int different = 0;
        for (int item = 0; item < 40; item++) {
            FloatImage hazy = image(batch.hazy(), item);
            assertTrue(isCut(hazy, whole, false) || isCut(hazy, whole, true));
            for (float value : image(batch.enhanced(), item).plane(1)) {
                assertTrue(value >= 0 && value <= 1 && Math.abs(value * 255 - Math.rint(value * 255)) < 1e-4);
            }
            different += Arrays.equals(hazy.plane(0), image(batch.enhanced(), item).plane(0)) ? 0 : 1;
        }
        assertTrue(different >= 38, different + " of 40 changed");
    }

    @ParameterizedTest
    @CsvSource({"1,1,3,16", "1,90,1,16", "900,2,3,8", "16,16,4,16", "15,16,3,16", "16,15,1,16", "1,1,3,1",
        "37,90,3,16"})
    void anySizeGivesFiniteCrops(int width, int height, int channels, int side) throws HazeLabException {
        ImageSet photographs = Scenes.pictures(channels, new int[] {width, height});
        ReflowBatch reflow = reflow(photographs, Scenes.none(), settings(side, 3, 3, true, 1)).batch(1, 0);
        DistillationBatch distillation = distillation(photographs, Scenes.none(), settings(side, 3, 3, false, 1))
            .batch(1, 0);
        for (FloatTensor tensor : reflow.tensors().images()) {
            Scenes.range(tensor);
        }
        for (FloatTensor tensor : distillation.tensors().images()) {
            Scenes.range(tensor);
        }
        assertArrayEquals(new int[] {3, 3, side, side}, reflow.hazy().shape());
        assertArrayEquals(new int[] {3, 3, side, side}, distillation.enhanced().shape());
        float[] hazy = Scenes.range(distillation.hazy());
        assertTrue(hazy[0] >= 0 && hazy[1] <= 1, Arrays.toString(hazy));
    }

    @Test
    void batchesDependOnSeedRoundAndIndexAlone() throws HazeLabException {
        ImageSet photographs = Scenes.pictures(3, new int[] {40, 30}, new int[] {30, 33});
        ImageSet pairs = Scenes.pairs(new int[] {50, 40});
        ReflowBatch reflow = reflow(photographs, pairs, settings(16, 4, 3, true, 1)).batch(3, 2);
        DistillationBatch distillation = distillation(photographs, pairs, settings(16, 4, 3, false, 1)).batch(3, 2);
        ReflowBatches others = reflow(photographs, pairs, settings(16, 4, 3, true, 4));
        DistillationBatches students = distillation(photographs, pairs, settings(16, 4, 3, false, 4));
        others.batch(1, 1);
        students.batch(1, 1);
        assertEquals(reflow.tensors().images(), others.batch(3, 2).tensors().images());
        assertEquals(distillation.tensors().images(), students.batch(3, 2).tensors().images());
        assertNotEquals(reflow.tensors().images(), others.batch(4, 2).tensors().images());
        assertEquals(CropBatch.item(distillation.enhanced(), 1), distillation.only(1).enhanced());
        assertEquals(reflow.name(1), reflow.only(1).name(0));
    }

    @Test
    void memoryDoesNotGrowWithTheImage() throws HazeLabException {
        Scenes.Vast vast = new Scenes.Vast(60_000, 30_000);
        Scenes.range(reflow(vast, Scenes.none(), settings(32, 3, 3, true, 1)).batch(1, 0).hazy());
        Scenes.range(distillation(vast, Scenes.none(), settings(32, 3, 3, false, 1)).batch(1, 0).hazy());
        assertTrue(vast.largest() <= 1 << 18, vast.largest() + " pixels at once");
        assertTrue(vast.pixels() <= 6L * 4 * 32 * 60_000, vast.pixels() + " pixels");
    }

    @Test
    void distillationDoesNotRescale() {
        assertThrows(IllegalArgumentException.class,
            () -> distillation(Scenes.none(), Scenes.none(), settings(8, 1, 1, true, 1)));
    }
}
