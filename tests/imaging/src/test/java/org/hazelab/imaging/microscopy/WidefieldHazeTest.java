// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.microscopy.Specimens.Blobs;
import org.hazelab.imaging.microscopy.Specimens.Filaments;
import org.hazelab.imaging.microscopy.Specimens.Size;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class WidefieldHazeTest {

    private static final Camera QUIET = new Camera(1000, 0, 0, 1, 0, 16, false);
    private static final WidefieldHaze.Settings SETTINGS =
        new WidefieldHaze.Settings(Optics.DEFAULT, QUIET, 1, true);

    private static FloatImage specimen(int width, int height, int slices) throws HazeLabException {
        return Specimens.draw(new Size(width, height, slices, 3), Filaments.DEFAULT, Blobs.DEFAULT, 5, 1);
    }

    private static float[] noise(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /** Against the sum that defines it, with mirrored borders, kernels wider than the image and of even size. */
    @Test
    void blursPlanesAsTheSumSays() {
        int width = 13;
        int height = 9;
        float[][] planes = {noise(width * height, 1), noise(width * height, 2)};
        int radius = 4;
        Convolution.Kernel[] kernels = new Convolution.Kernel[2];
        for (int k = 0; k < 2; k++) {
            double[] values = new double[81];
            for (int i = 0; i < 81; i++) {
                values[i] = noise(81, 3 + k)[i];
            }
            kernels[k] = new Convolution.Kernel(values, 9, radius, radius);
        }
        float[] sum = Convolution.sum(planes, k -> kernels[k], width, height, radius, Progress.NONE);
        for (int i = 0; i < sum.length; i++) {
            double expected = 0;
            for (int k = 0; k < 2; k++) {
                for (int j = 0; j < 81; j++) {
                    int x = mirror(i % width - (j % 9 - radius), width);
                    int y = mirror(i / width - (j / 9 - radius), height);
                    expected += kernels[k].values()[j] * planes[k][y * width + x];
                }
            }
            assertEquals(expected, sum[i], 1e-5);
        }
    }

    private static int mirror(int at, int length) {
        return at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at;
    }

    @Test
    void aUniformSpecimenGivesTheLightOfAllPlanes() throws HazeLabException {
        float[][] planes = new float[5][40 * 30];
        for (float[] plane : planes) {
            Arrays.fill(plane, 0.5f);
        }
        FloatImage stack = FloatImage.stack(40, 30, 1, ValueRange.UNIT, planes);
        WidefieldHaze.Pair pair = new WidefieldHaze(SETTINGS).picture(stack, 2, 1, 1, Progress.NONE);
        for (int i = 0; i < 40 * 30; i++) {
            assertEquals(500, pair.clean().plane(0)[i], 1e-3);
            assertEquals(2500, pair.hazy().plane(0)[i], 0.5);
        }
    }

    @Test
    void withoutHazeThePictureIsTheCleanOne() throws HazeLabException {
        WidefieldHaze.Settings none = new WidefieldHaze.Settings(Optics.DEFAULT, QUIET, 0, false);
        FloatImage stack = specimen(48, 40, 5);
        WidefieldHaze.Pair pair = new WidefieldHaze(none).picture(stack, 2, 1, 1, Progress.NONE);
        for (int i = 0; i < 48 * 40; i++) {
            assertEquals(1000 * stack.plane(2, 0)[i], pair.clean().plane(0)[i], 1e-3);
            assertEquals(pair.clean().plane(0)[i], pair.hazy().plane(0)[i], 0.5);
        }
    }

    @Test
    void aPointOutOfFocusAppearsAsThePointSpread() throws HazeLabException {
        float[][] planes = new float[5][41 * 41];
        planes[4][20 * 41 + 20] = 1;
        FloatImage stack = FloatImage.stack(41, 41, 1, ValueRange.UNIT, planes);
        Camera fine = new Camera(1000, 0, 0, 60, 0, 16, false);
        WidefieldHaze.Pair pair = new WidefieldHaze(new WidefieldHaze.Settings(Optics.DEFAULT, fine, 1, true))
            .picture(stack, 1, 1, 1, Progress.NONE);
        double[] expected = PointSpread.of(Optics.DEFAULT, new int[] {3}, 20, Progress.NONE).kernel(0, 20);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(0, pair.clean().plane(0)[i], 1e-3);
            assertEquals(60_000 * expected[i], pair.hazy().plane(0)[i], 0.51);
        }
    }

    @Test
    void theCameraCountsPhotonsAndElectrons() throws HazeLabException {
        Camera camera = new Camera(100, 20, 3, 2, 50, 12, true);
        float[] light = new float[200 * 200];
        Arrays.fill(light, 0.5f);
        FloatImage picture = camera.picture(200, 200, light, 3, 4, Progress.NONE);
        double mean = 0;
        for (float v : picture.plane(0)) {
            assertEquals(Math.rint(v), v);
            mean += v / light.length;
        }
        double variance = 0;
        for (float v : picture.plane(0)) {
            variance += (v - mean) * (v - mean) / light.length;
        }
        // 70 electrons of variance 70 + 9, twice as many grey levels, rounding 1/12; five standard errors.
        assertEquals(50 + 2 * 70, mean, 5 * Math.sqrt(316.0 / light.length));
        assertEquals(4 * 79 + 1 / 12.0, variance, 5 * 316 * Math.sqrt(2.0 / light.length));
        assertEquals(new ValueRange(0, 4095), picture.range());
        Arrays.fill(light, 1e6f);
        assertEquals(4095, camera.picture(200, 200, light, 3, 4, Progress.NONE).plane(0)[7]);
    }

    @Test
    void theSeedDecidesTheNoiseAlone() throws HazeLabException {
        WidefieldHaze haze = new WidefieldHaze(WidefieldHaze.Settings.DEFAULT);
        FloatImage stack = specimen(64, 64, 7);
        WidefieldHaze.Pair pair = haze.picture(stack, 3, 11, 2, Progress.NONE);
        assertEquals(pair, haze.picture(specimen(64, 64, 7), 3, 11, 2, Progress.NONE));
        assertNotEquals(pair.hazy(), haze.picture(stack, 3, 12, 2, Progress.NONE).hazy());
        assertEquals(pair.clean(), haze.picture(stack, 3, 12, 2, Progress.NONE).clean());
    }

    @Test
    void specimensFillTheStack() throws HazeLabException {
        FloatImage filaments = Specimens.draw(new Size(96, 80, 9, 2), Filaments.DEFAULT, new Blobs(0, 1, 1, 1), 3, 0);
        FloatImage blobs = Specimens.draw(new Size(96, 80, 9, 2), new Filaments(0, 0, 1, 1), Blobs.DEFAULT, 3, 0);
        for (FloatImage stack : List.of(filaments, blobs)) {
            float most = 0;
            for (int z = 0; z < 9; z++) {
                int lit = 0;
                for (float v : stack.plane(z, 0)) {
                    assertTrue(v >= 0 && v <= 1);
                    most = Math.max(most, v);
                    lit += v > 0.05 ? 1 : 0;
                }
                assertTrue(lit > 50 && lit < 96 * 80 * 0.8, lit + " pixels lit");
            }
            assertEquals(1, most);
        }
        assertThrows(HazeLabException.class,
            () -> Specimens.draw(new Size(0, 80, 9, 2), Filaments.DEFAULT, Blobs.DEFAULT, 3, 0));
    }

    @Test
    void copiesOfAnImageSurroundIt() throws HazeLabException {
        FloatImage image = FloatImage.of(7, 5, new ValueRange(-1, 1), noise(35, 9));
        FloatImage stack = SyntheticDepth.copies(image, 5, 1, 1, 1);
        assertArrayEquals(image.plane(0), stack.plane(2, 0));
        float[] sorted = image.plane(0).clone();
        Arrays.sort(sorted);
        for (int z = 0; z < 5; z++) {
            float[] copy = stack.plane(z, 0).clone();
            Arrays.sort(copy);
            assertArrayEquals(sorted, copy, 1e-6f);
        }
        assertThrows(HazeLabException.class, () -> SyntheticDepth.copies(image, 4, 1, 1, 1));
    }

    @Test
    void depthSharesTheLightAmongSlices() throws HazeLabException {
        FloatImage image = FloatImage.of(4, 1, new ValueRange(10, 20), new float[] {12, 14, 16, 18});
        FloatImage depth = FloatImage.of(4, 1, new ValueRange(0, 100), new float[] {0, 25, 50, 130});
        FloatImage stack = SyntheticDepth.byDepth(image, depth, 3);
        assertArrayEquals(new float[] {12, 12, 10, 10}, stack.plane(0, 0));
        assertArrayEquals(new float[] {10, 12, 16, 10}, stack.plane(1, 0));
        assertArrayEquals(new float[] {10, 10, 10, 18}, stack.plane(2, 0));
    }

    @Test
    void saysWhatDoesNotFit() throws HazeLabException {
        WidefieldHaze haze = new WidefieldHaze(SETTINGS);
        FloatImage stack = specimen(16, 16, 3);
        assertEquals("The slice in focus is number 4 of 3",
            assertThrows(HazeLabException.class, () -> haze.picture(stack, 3, 1, 1, Progress.NONE)).summary());
        FloatImage nan = FloatImage.of(1, 1, ValueRange.UNIT, new float[] {Float.NaN});
        assertEquals("The specimen has a pixel that is NaN in slice 1",
            assertThrows(HazeLabException.class, () -> haze.picture(nan, 0, 1, 1, Progress.NONE)).summary());
        assertThrows(HazeLabException.class,
            () -> new WidefieldHaze(new WidefieldHaze.Settings(Optics.DEFAULT, QUIET, -1, true)));
    }
}
