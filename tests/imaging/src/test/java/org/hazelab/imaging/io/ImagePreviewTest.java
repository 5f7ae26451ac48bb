// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class ImagePreviewTest {

    @Test
    void isWhatAPngOf8BitsHolds() throws Exception {
        TestRandom random = new TestRandom(1);
        for (int i = 0; i < 40; i++) {
            FloatImage image = random.anything(1 + random.below(20), 1 + random.below(20), i % 2 == 0 ? 1 : 3, 1,
                new ValueRange(-1, random.unit()));
            byte[] png = ImageFileWriter.toPng(image, 8, Progress.NONE);
            assertEquals(ImageFileReader.fromPng(png), ImagePreview.of(image));
        }
    }

    @Test
    void showsTheMiddleSliceAndTheFirstOfOtherChannelCounts() {
        float[][] planes = new float[3 * 4][];
        for (int p = 0; p < planes.length; p++) {
            planes[p] = new float[] {p};
        }
        FloatImage grey = ImagePreview.of(FloatImage.stack(1, 1, 4, ValueRange.UINT8, planes));
        assertArrayEquals(new float[] {4}, grey.plane(0));
        FloatImage colour = ImagePreview.of(FloatImage.stack(1, 1, 3, ValueRange.UINT8, planes));
        assertEquals(3, colour.channels());
        assertEquals(1, colour.slices());
        assertArrayEquals(new float[] {8}, colour.plane(2));
    }

    @Test
    void shrinksInProportionByMeans() {
        FloatImage image = FloatImage.of(4, 2, ValueRange.UINT8, new float[] {0, 10, 20, 30, 40, 50, 60, 70});
        FloatImage small = ImagePreview.of(image, 2);
        assertEquals(2, small.width());
        assertEquals(1, small.height());
        assertArrayEquals(new float[] {25, 45}, small.plane(0));
        assertEquals(image, ImagePreview.of(image, 4));
        FloatImage line = ImagePreview.of(FloatImage.zeros(1000, 1, 3, ValueRange.UNIT), 10);
        assertEquals(10, line.width());
        assertEquals(1, line.height());
        assertThrows(IllegalArgumentException.class, () -> ImagePreview.of(image, 0));
    }

    @Test
    void shrinkingKeepsAConstantAndStaysInRange() {
        TestRandom random = new TestRandom(2);
        for (int i = 0; i < 50; i++) {
            int width = 1 + random.below(90);
            int height = 1 + random.below(90);
            float[] constant = new float[width * height];
            Arrays.fill(constant, 77);
            FloatImage small = ImagePreview.of(FloatImage.of(width, height, ValueRange.UINT8, constant), 13);
            assertTrue(Math.max(small.width(), small.height()) <= 13);
            for (float v : small.plane(0)) {
                assertEquals(77, v);
            }
            for (float v : ImagePreview.of(random.anything(width, height, 1, 1, ValueRange.UNIT), 13).plane(0)) {
                assertTrue(v >= 0 && v <= 255 && v == (int)v, "pixel " + v);
            }
        }
    }

    @Test
    void becomesAPictureOfTheSameColours() {
        FloatImage preview = FloatImage.of(2, 1, ValueRange.UINT8, new float[] {1, 2}, new float[] {3, 4},
            new float[] {5, 6});
        BufferedImage picture = ImagePreview.picture(preview);
        assertEquals(0xff010305, picture.getRGB(0, 0));
        assertEquals(0xff020406, picture.getRGB(1, 0));
        BufferedImage grey = ImagePreview.picture(FloatImage.of(1, 1, ValueRange.UINT8, new float[] {200}));
        assertEquals(200, grey.getRaster().getSample(0, 0, 0));
        assertThrows(IllegalArgumentException.class,
            () -> ImagePreview.picture(FloatImage.zeros(1, 1, 2, ValueRange.UINT8)));
    }

    @Test
    void stopsWhenItIsCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // nothing is reported
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        FloatImage image = FloatImage.zeros(300, 200, 1, ValueRange.UINT8);
        assertThrows(CancellationException.class, () -> ImagePreview.of(image, 100, cancelled));
    }
}
