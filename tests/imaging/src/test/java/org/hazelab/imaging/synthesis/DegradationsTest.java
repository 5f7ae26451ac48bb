// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.HazeDraw.Purpose;
import org.hazelab.imaging.synthesis.recipe.NoiseKind;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class DegradationsTest {

    private static final int SIDE = 400;

    /** The noise that a mid-grey image gets: far from the clipping at 0 and 1. */
    private static double[][] noise(NoiseKind kind, int level, int channels, long number) {
        FloatImage noisy = Degradations.noisy(Pictures.flat(SIDE, SIDE, channels, 0.5f), kind, level, 11, number,
            Progress.NONE);
        double[][] noise = new double[channels][SIDE * SIDE];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < noise[c].length; i++) {
                noise[c][i] = noisy.plane(c)[i] - 0.5;
            }
        }
        return noise;
    }

    private static double covariance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum / one.length;
    }

    /** Also four standard errors of a covariance of N(0, variance) numbers. */
    private static double tolerance(double variance) {
        return 4 * Math.sqrt(2.0 / SIDE / SIDE) * variance;
    }

    private static void checkMeanIsZero(double[][] noise, double sd) {
        for (double[] channel : noise) {
            assertEquals(0, Arrays.stream(channel).average().orElseThrow(), 4 * sd / SIDE);
        }
    }

    @Test
    void addsIndependentNoiseToEveryChannel() {
        double sd = 20 / 255.0;
        double[][] noise = noise(NoiseKind.INDEPENDENT, 20, 3, 1);
        checkMeanIsZero(noise, sd);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(i == j ? sd * sd : 0, covariance(noise[i], noise[j]), tolerance(sd * sd));
            }
        }
    }

    @Test
    void addsTheSameGreyNoiseToAllChannels() {
        double sd = 10 / 255.0;
        double[][] noise = noise(NoiseKind.GREY, 10, 3, 2);
        checkMeanIsZero(noise, sd);
        assertEquals(sd * sd, covariance(noise[0], noise[0]), tolerance(sd * sd));
        assertArrayEquals(noise[0], noise[1]);
        assertArrayEquals(noise[0], noise[2]);
    }

    @Test
    void addsCorrelatedNoiseWithTheDrawnCovariance() {
        for (int number = 3; number < 8; number++) {
            double[][] noise = noise(NoiseKind.CORRELATED, 25, 3, number);
            checkMeanIsZero(noise, 25 / 255.0);
            double[][] expected = ChannelCovariance.draw(25 / 255.0,
                RandomStream.of(11, number, Purpose.NOISE_COVARIANCE));
            double largest = Math.max(expected[0][0], Math.max(expected[1][1], expected[2][2]));
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(expected[i][j], covariance(noise[i], noise[j]), tolerance(largest));
                }
            }
        }
    }

    @Test
    void addsNoiseToGreyImages() {
        for (NoiseKind kind : NoiseKind.values()) {
            double[][] noise = noise(kind, 25, 1, 9);
            checkMeanIsZero(noise, 25 / 255.0);
            double variance = covariance(noise[0], noise[0]);
            assertTrue(variance > 0 && variance <= 25 / 255.0 * 25 / 255.0 * 1.02, kind + " " + variance);
        }
    }

    @Test
    void clipsNoisyImagesAndKeepsNaN() {
        FloatImage image = Pictures.flat(50, 50, 1, 0);
        image.plane(0)[7] = Float.NaN;
        image.plane(0)[8] = Float.POSITIVE_INFINITY;
        FloatImage noisy = Degradations.noisy(image, NoiseKind.GREY, 25, 1, 1, Progress.NONE);
        int zeros = 0;
        for (int i = 0; i < 2500; i++) {
            float value = noisy.plane(0)[i];
            assertEquals(i == 7, Float.isNaN(value));
            assertTrue(i == 7 || value >= 0 && value <= 1);
            zeros += value == 0 ? 1 : 0;
        }
        assertEquals(1, noisy.plane(0)[8]);
        assertTrue(zeros > 1000 && zeros < 1500, "about half of the black pixels stay black: " + zeros);
    }

    @Test
    void darkensByAPower() {
        float[] values = {0, 0.25f, 0.5f, 1, 2, -0.1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        FloatImage image = FloatImage.of(values.length, 1, ValueRange.UNIT, values);
        float[] dark = Degradations.darkened(image, 2.5, Progress.NONE).plane(0);
        // numpy: power([0.25, 0.5, 2], 2.5)
        assertEquals(0, dark[0]);
        assertEquals(0.03125f, dark[1]);
        assertEquals(0.17677669529663687f, dark[2]);
        assertEquals(1, dark[3]);
        assertEquals(5.656854249492381f, dark[4]);
        assertEquals(0, dark[5], "negative pixels count as 0");
        assertTrue(Float.isNaN(dark[6]));
        assertEquals(Float.POSITIVE_INFINITY, dark[7]);
        assertEquals(0, dark[8]);
        assertFalse(Float.isNaN(values[0]));
    }

    @Test
    void darkensEveryLevelAsPowDoesToAFloatsPrecision() {
        float[] values = new float[65536];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 65535f;
        }
        FloatImage image = FloatImage.of(256, 256, ValueRange.UNIT, values);
        for (double exponent : new double[] {1.5, 2.2, 3}) {
            float[] dark = Degradations.darkened(image, exponent, Progress.NONE).plane(0);
            for (int i = 0; i < values.length; i++) {
                float expected = (float)StrictMath.pow(values[i], exponent);
                assertEquals(expected, dark[i], Math.ulp(expected));
            }
        }
    }
}
