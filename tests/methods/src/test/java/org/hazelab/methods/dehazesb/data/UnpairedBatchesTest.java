// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.junit.jupiter.api.Test;

class UnpairedBatchesTest {

    private static final int SIDE = 16;
    private static final float[] PILLOW = {0.3200371f, 0.3903744f, 0.2504638f, 0.4458875f, 0.3250149f, 0.4624820f,
        0.2894249f, 0.3903743f, 0.2300557f};

    /** Smooth images of one level each and a little noise, so that a square shows which image it is of. */
    private static ImageSet images(int count, double lowest, int width, int height) {
        List<List<FloatImage>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            RandomStream random = RandomStream.of(3, row);
            float[][] planes = new float[3][width * height];
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (float)(lowest + 0.1 * row + 0.02 * random.nextDouble());
                }
            }
            rows.add(List.of(FloatImage.of(width, height, ValueRange.UNIT, planes)));
        }
        return ImageSet.of(rows);
    }

    private static UnpairedSettings settings(Framing framing, int threads) {
        return new UnpairedSettings(SIDE, framing, 3, 4, 8, threads);
    }

    private static UnpairedBatches batches(Framing framing, int threads) throws HazeLabException {
        return new UnpairedBatches(images(4, 0.5, 30, 21), images(3, 0.05, 19, 40), settings(framing, threads));
    }

    private static void assertSame(UnpairedBatch expected, UnpairedBatch actual) {
        assertArrayEquals(expected.hazy().values(), actual.hazy().values());
        assertArrayEquals(expected.otherHazy().values(), actual.otherHazy().values());
        assertArrayEquals(expected.clear().values(), actual.clear().values());
        assertArrayEquals(expected.transmission().values(), actual.transmission().values());
        assertArrayEquals(expected.airlight().values(), actual.airlight().values());
        assertEquals(expected.names(), actual.names());
    }

    @Test
    void aBatchDependsOnItsNumbersAloneNotOnThreads() throws HazeLabException {
        for (Framing framing : Framing.values()) {
            UnpairedBatch expected = batches(framing, 1).batch(2, 3);
            UnpairedBatches again = batches(framing, 3);
            again.batch(1, 0);
            assertSame(expected, again.batch(2, 3));
            assertFalse(Arrays.equals(expected.hazy().values(), again.batch(2, 2).hazy().values()));
        }
    }

    @Test
    void kindsHaveOrdersOfTheirOwnAndEveryImageComes() throws HazeLabException {
        UnpairedBatches batches = batches(Framing.CROP, 1);
        List<Set<String>> names = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
        int differ = 0;
        for (int index = 0; index < batches.batches(); index++) {
            for (List<String> three : batches.batch(1, index).names()) {
                for (int kind = 0; kind < 3; kind++) {
                    names.get(kind).add(three.get(kind));
                }
                differ += three.get(0).equals(three.get(1)) ? 0 : 1;
            }
        }
        assertEquals(Set.of("Image 1 of the hazy images", "Image 2 of the hazy images", "Image 3 of the hazy images",
            "Image 4 of the hazy images"), names.get(0));
        assertEquals(names.get(0), names.get(1));
        assertEquals(3, names.get(2).size());
        assertTrue(differ > 4, differ + " of 12");
    }

    @Test
    void squaresAreInMinusOneToOneOfTheNamedImages() throws HazeLabException {
        for (Framing framing : Framing.values()) {
            UnpairedBatch batch = batches(framing, 2).batch(1, 1);
            for (int item = 0; item < batch.size(); item++) {
                for (int kind = 0; kind < 3; kind++) {
                    float[] values = List.of(batch.hazy(), batch.otherHazy(), batch.clear()).get(kind).values();
                    String name = batch.names().get(item).get(kind);
                    double level = (kind < 2 ? 0.5 : 0.05) + 0.1 * (name.charAt("Image ".length()) - '1') + 0.01;
                    double mean = 0;
                    int length = values.length / batch.size();
                    for (int i = item * length; i < (item + 1) * length; i++) {
                        mean += values[i] / length;
                    }
                    assertEquals(2 * level - 1, mean, 0.01, name);
                }
            }
        }
    }

    @Test
    void thePriorIsThatOfTheSquare() throws HazeLabException {
        UnpairedBatch batch = batches(Framing.CROP, 1).batch(1, 0).only(1);
        float[][] planes = new float[3][SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (batch.hazy().values()[c * SIDE * SIDE + i] + 1) / 2;
            }
        }
        HazeEstimate expected = DarkChannelPrior.estimate(FloatImage.of(SIDE, SIDE, ValueRange.UNIT, planes),
            DcpSettings.dehazeSb(), Progress.NONE);
        assertArrayEquals(expected.transmission().plane(0), batch.transmission().values(), 1e-5f);
        for (int c = 0; c < 3; c++) {
            assertEquals(2 * expected.airlight().channel(c) - 1, batch.airlight().values()[c], 1e-6);
        }
    }

    /** Pillow, {@code Image.resize((3, 3), Image.BILINEAR)} of mode F. */
    @Test
    void aWholeImageIsResizedAsPillowDoes() throws HazeLabException {
        float[] plane = new float[7 * 5];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i * i % 11 / 11f;
        }
        FloatImage image = FloatImage.of(7, 5, ValueRange.UNIT, plane, plane, plane);
        FloatImage square = TriangleResize.square(ImageSet.of(List.of(List.of(image))), 0, 0, 3);
        assertArrayEquals(PILLOW, square.plane(1), 1e-6f);
    }

    @Test
    void aNumberThatIsNoneIsNamed() throws HazeLabException {
        float[] sound = new float[20 * 20];
        float[] odd = new float[20 * 20];
        Arrays.fill(odd, Float.NaN);
        ImageSet clear = ImageSet.of(List.of(List.of(FloatImage.of(20, 20, ValueRange.UNIT, sound, odd, sound))));
        UnpairedBatch batch =
            new UnpairedBatches(images(1, 0.5, 20, 20), clear, new UnpairedSettings(SIDE, Framing.CROP, 1, 1, 1, 1))
                .batch(1, 0);
        assertTrue(Double.isNaN(batch.farthest(0)));
        assertEquals("Image 1 of the clear images", batch.name(0));
        assertNotEquals(Double.NaN, batches(Framing.CROP, 1).batch(1, 0).farthest(0));
    }

    @Test
    void aBatchTooLargeForATensorIsRefused() {
        HazeLabException e = assertThrows(HazeLabException.class, () -> new UnpairedBatches(images(1, 0, 20, 20),
            images(1, 0, 20, 20), new UnpairedSettings(4096, Framing.CROP, 100, 1, 1, 1)));
        assertTrue(e.getMessage().contains("Choose a batch size of at most"), e.getMessage());
    }
}
