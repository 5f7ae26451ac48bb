// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/** On the image of docs/goldens.md, "Dark channel prior", whose numbers the authors' program printed. */
class TransmissionMapTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private static float[][] image() {
        float[][] planes = new float[3][WIDTH * HEIGHT];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                int h = i / WIDTH;
                int w = i % WIDTH;
                planes[c][i] = (float)(Math.floor(255 * (0.55 + 0.25 * Math.sin(0.07 * h + 0.5 * c)
                    * Math.cos(0.05 * w) + 0.15 * Math.sin(0.9 * h) * Math.sin(1.1 * w + c))) / 255);
            }
        }
        return planes;
    }

    private static double mean(float[] map) {
        double sum = 0;
        for (float t : map) {
            sum += t;
        }
        return sum / map.length;
    }

    /** Which of the pixels with the same dark channel enter the estimated airlight is not defined: hence 0.02. */
    @ParameterizedTest
    @CsvSource({
        "AUTHORS_TRAINING, 1e-5, 0.7198768, 0.6563067, 0.6811698, 0.6015424, 0.6957918",
        "AUTHORS,          0.02, 0.6315084, 0.5469418, 0.5798243, 0.4724506, 0.5993234"})
    void isTheAuthors(TransmissionMap map, double tolerance, double mean, double first, double middle, double last,
        double aside) throws HazeLabException {
        float[] t = map.of(WIDTH, HEIGHT, image(), Progress.NONE);
        assertEquals(mean, mean(t), tolerance);
        assertEquals(first, t[0], tolerance);
        assertEquals(middle, t[120 * WIDTH + 160], tolerance);
        assertEquals(last, t[239 * WIDTH + 319], tolerance);
        assertEquals(aside, t[50 * WIDTH + 300], tolerance);
    }

    @Test
    void hesDiffersAndStaysWithin0And1() throws HazeLabException {
        float[] t = TransmissionMap.HE.of(WIDTH, HEIGHT, image(), Progress.NONE);
        assertTrue(Math.abs(mean(t) - 0.6315) > 0.01, "mean " + mean(t));
        for (float value : t) {
            assertTrue(value >= 0 && value <= 1, "t " + value);
        }
    }
}
