// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int PIXELS = 2 * 128 * 128;

    /** The generator of docs/goldens.md. */
    private static double[] lcg(long seed, int count) {
        double[] values = new double[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = 1664525 * state + 1013904223 & 0xffffffffL;
            values[i] = state / 4294967296.0 - 0.5;
        }
        return values;
    }

    /** Prediction, deviation and truth: docs/goldens.md, "Calibration". */
    private static double[][] golden() {
        double[] deviation = Arrays.stream(lcg(17, PIXELS)).map(u -> 0.1 + Math.abs(u)).toArray();
        double[] truth = lcg(19, PIXELS);
        double[] noise = new double[PIXELS];
        for (int seed = 100; seed <= 111; seed++) {
            double[] part = lcg(seed, PIXELS);
            for (int i = 0; i < PIXELS; i++) {
                noise[i] += part[i];
            }
        }
        double[] prediction = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            prediction[i] = truth[i] + 1.5 * deviation[i] * noise[i] + 0.02;
        }
        return new double[][] {prediction, deviation, truth};
    }

    private static Reliability statistics(double[][] data, int bins, CalibrationVariant variant,
        CalibrationFactors factors) throws HazeLabException {
        CalibrationStatistics statistics = new CalibrationStatistics(bins, variant, factors);
        for (double deviation : data[1]) {
            statistics.range(deviation);
        }
        for (int i = 0; i < data[0].length; i++) {
            statistics.add(data[0][i], data[1][i], data[2][i]);
        }
        return statistics.result();
    }

    private static FloatImage image(double[] values, int from, int width, int height) {
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float)values[from + i];
        }
        return FloatImage.of(width, height, ValueRange.UNIT, plane);
    }

    /** docs/goldens.md, "Calibration", to the digits given there. */
    @Test
    void authorsVariantReachesThePublishedCheck() throws HazeLabException {
        Reliability reliability = statistics(golden(), 50, CalibrationVariant.AUTHORS, CalibrationFactors.NONE);
        CalibrationFactors factors = reliability.fit();
        assertEquals(1.49895337, factors.scalar(), 5e-9);
        assertEquals(0.00196128, factors.offset(), 5e-9);
        CalibrationBin tenth = reliability.bins().get(10);
        assertEquals(0.20492583, tenth.rmv(), 5e-9);
        assertEquals(0.29061040, tenth.rmse(), 5e-9);
        assertEquals(0.09774631, tenth.errorBar(), 5e-9);
        assertEquals(658, tenth.count());
        assertEquals(32767, reliability.bins().stream().mapToLong(CalibrationBin::count).sum());
        assertEquals(32768, reliability.pixels());
        assertEquals(reliability.bins().subList(0, 49), reliability.fitted());
    }

    @Test
    void imagesOfFloatsGiveTheSameToTheirPrecision() throws HazeLabException {
        double[][] data = golden();
        CalibrationStatistics statistics =
            new CalibrationStatistics(50, CalibrationVariant.AUTHORS, CalibrationFactors.NONE);
        int half = PIXELS / 2;
        for (int from : new int[] {0, half}) {
            statistics.range(image(data[1], from, 128, 128), Progress.NONE);
        }
        for (int from : new int[] {0, half}) {
            statistics.add(image(data[0], from, 128, 128), image(data[1], from, 128, 128), image(data[2], from, 128,
                128),
                Progress.NONE);
        }
        CalibrationFactors factors = statistics.result().fit();
        assertEquals(1.49895337, factors.scalar(), 1e-6);
        assertEquals(0.00196128, factors.offset(), 1e-6);
    }

    @Test
    void correctedVariantLosesNoPixelAndKeepsTheTopBin() throws HazeLabException {
        Reliability reliability = statistics(golden(), 50, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        assertEquals(32768, reliability.bins().stream().mapToLong(CalibrationBin::count).sum());
        assertEquals(50, reliability.fitted().size());
    }

    /** Normal errors that are 1.5 times as large as predicted, and 0.05 more. */
    private static double[][] tooSure() {
        RandomStream random = RandomStream.of(9);
        double[][] data = new double[3][200_000];
        for (int i = 0; i < data[0].length; i++) {
            data[1][i] = random.nextDouble(0.1, 0.6);
            data[2][i] = random.nextDouble();
            data[0][i] = data[2][i] + (1.5 * data[1][i] + 0.05) * random.nextGaussian();
        }
        return data;
    }

    /** Of 4000 pixels a bin, an RMSE has a relative error of about 1 %. */
    @Test
    void calibratedDeviationsFitTheErrors() throws HazeLabException {
        double[][] data = tooSure();
        Reliability raw = statistics(data, 50, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        Reliability scaled = statistics(data, 50, CalibrationVariant.CORRECTED, raw.fit());
        assertEquals(1.5, raw.fit().scalar(), 0.03);
        assertEquals(0.05, raw.fit().offset(), 0.01);
        assertTrue(raw.ence() > 0.5, "raw " + raw.ence());
        assertTrue(scaled.ence() < 0.02, "scaled " + scaled.ence());
        assertEquals(0.6827, scaled.coverage1(), 0.01);
        assertEquals(0.9545, scaled.coverage2(), 0.01);
        assertEquals(1, scaled.fit().scalar(), 0.02);
    }

    /** Few pixels have large deviations, as in images of dark ground: their chance must not turn the line. */
    @Test
    void binsOfFewPixelsDoNotTurnTheLine() throws HazeLabException {
        RandomStream random = RandomStream.of(3);
        double[][] data = new double[3][65_536];
        for (int i = 0; i < data[0].length; i++) {
            double skewed = random.nextGaussian();
            data[1][i] = 1 + 3 * skewed * skewed;
            data[0][i] = (1.35 * data[1][i] + 3) * random.nextGaussian();
        }
        CalibrationFactors factors =
            statistics(data, 50, CalibrationVariant.CORRECTED, CalibrationFactors.NONE).fit();
        assertEquals(1.35, factors.scalar(), 0.1);
        assertEquals(3, factors.offset(), 0.3);
    }

    /** Three pixels (1, 1), one (2, 4), one (3, 3): means 1.6 and 2, sums of squares 3.2 and of products 4. */
    @Test
    void aBinCountsByItsPixels() throws HazeLabException {
        double[][] data = {{1, 1, 1, 4, 3}, {1, 1, 1, 2, 3}, {0, 0, 0, 0, 0}};
        CalibrationFactors weighted = statistics(data, 3, CalibrationVariant.CORRECTED, CalibrationFactors.NONE).fit();
        assertEquals(1.25, weighted.scalar(), 1e-14);
        assertEquals(0, weighted.offset(), 1e-14);
    }

    /** Four pixels by hand: deviations 1, 1, 2, 3 in two bins of [1, 2) and [2, 3]. */
    @Test
    void binsAreThoseCalculatedByHand() throws HazeLabException {
        double[][] data = {{1, 3, 2, 6}, {1, 1, 2, 3}, {0, 0, 0, 0}};
        Reliability corrected = statistics(data, 2, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        CalibrationBin first = corrected.bins().get(0);
        assertEquals(List.of(1.0, 2.0, 1.0, Math.sqrt(5)), List.of(first.from(), first.to(), first.rmv(),
            first.rmse()));
        // Squared errors 1 and 9: deviation 4, standard error 4 / sqrt(2), of the root by half its inverse.
        assertEquals(4 / Math.sqrt(2) / (2 * Math.sqrt(5)), first.errorBar(), 1e-15);
        CalibrationBin second = corrected.bins().get(1);
        assertEquals(2, second.count());
        assertEquals(Math.sqrt(6.5), second.rmv(), 1e-15);
        assertEquals(Math.sqrt(20), second.rmse(), 1e-15);
        assertEquals(0.5, corrected.coverage1());
        assertEquals(0.75, corrected.coverage2());
        assertEquals((Math.sqrt(5) - 1 + (Math.sqrt(20) - Math.sqrt(6.5)) / Math.sqrt(6.5)) / 2, corrected.ence(),
            1e-15);
        Reliability authors = statistics(data, 2, CalibrationVariant.AUTHORS, CalibrationFactors.NONE);
        assertEquals(1, authors.bins().get(1).count());
        assertEquals(Math.sqrt(4 / Math.sqrt(2)), authors.bins().get(0).errorBar(), 1e-15);
    }

    @Test
    void anEmptyBinHasNoErrorAndIsNotFitted() throws HazeLabException {
        double[][] data = {{1, 2, 4, 5}, {1, 2, 4, 5}, {0, 0, 0, 0}};
        Reliability reliability = statistics(data, 4, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        CalibrationBin empty = reliability.bins().get(2);
        assertEquals(new CalibrationBin(3, 4, 0, 0, Double.NaN, Double.NaN), empty);
        assertEquals(3, reliability.fitted().size());
        CalibrationFactors factors = reliability.fit();
        assertEquals(1, factors.scalar(), 1e-14);
        assertEquals(0, factors.offset(), 1e-14);
        assertEquals(0, reliability.ence());
    }

    /** Errors that shrink while deviations grow: (1, 5), (2, 4), (3, 3) in three bins. */
    @Test
    void fallingLinesAreFlattened() throws HazeLabException {
        double[][] data = {{5, 4, 3}, {1, 2, 3}, {0, 0, 0}};
        assertEquals(new CalibrationFactors(0, 4),
            statistics(data, 3, CalibrationVariant.CORRECTED, CalibrationFactors.NONE).fit());
        double[][] more = {{5, 4, 3, 0}, {1, 2, 3, 4}, {0, 0, 0, 0}};
        CalibrationFactors authors = statistics(more, 3, CalibrationVariant.AUTHORS, CalibrationFactors.NONE).fit();
        assertEquals(1e-9, authors.scalar());
        assertEquals(6, authors.offset(), 1e-12);
    }

    /** An image is cut into pieces whose sums are added; here several of them, against pixel after pixel. */
    @Test
    void piecesOfAnImageAddUp() throws HazeLabException {
        RandomStream random = RandomStream.of(4);
        int width = 700;
        int height = 400;
        float[][] planes = new float[3][width * height];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        planes[0][5] = Float.NaN;
        planes[1][77] = Float.NaN;
        Reliability image = whole(width, height, planes);
        double[][] data = new double[3][width * height];
        for (int p = 0; p < 3; p++) {
            for (int i = 0; i < data[p].length; i++) {
                data[p][i] = planes[p][i];
            }
        }
        Reliability pixels = statistics(data, 20, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        assertEquals(2, image.oddPixels());
        assertEquals(width * height - 2, image.pixels());
        assertEquals(pixels.coverage1(), image.coverage1());
        for (int b = 0; b < 20; b++) {
            assertEquals(pixels.bins().get(b).count(), image.bins().get(b).count());
            assertEquals(pixels.bins().get(b).rmv(), image.bins().get(b).rmv(), 1e-12);
            assertEquals(pixels.bins().get(b).rmse(), image.bins().get(b).rmse(), 1e-12);
            assertEquals(pixels.bins().get(b).errorBar(), image.bins().get(b).errorBar(), 1e-12);
        }
    }

    private static Reliability whole(int width, int height, float[][] planes) throws HazeLabException {
        CalibrationStatistics statistics =
            new CalibrationStatistics(20, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        FloatImage[] images = new FloatImage[3];
        for (int i = 0; i < 3; i++) {
            images[i] = FloatImage.of(width, height, ValueRange.UNIT, planes[i]);
        }
        statistics.range(images[1], Progress.NONE);
        statistics.add(images[0], images[1], images[2], Progress.NONE);
        return statistics.result();
    }

    @Test
    void appliesFactorsToImages() {
        FloatImage deviation = FloatImage.of(3, 1, ValueRange.UNIT, new float[] {0, 0.5f, Float.NaN});
        FloatImage scaled = new CalibrationFactors(2, -0.5).apply(deviation, Progress.NONE);
        assertEquals(FloatImage.of(3, 1, new ValueRange(0, 1.5f), new float[] {0, 0.5f, Float.NaN}), scaled);
    }

    @Test
    void refusesWhatCannotBeCalibrated() throws HazeLabException {
        assertTrue(assertThrows(HazeLabException.class,
            () -> statistics(new double[][] {{1, 2}, {3, 3}, {0, 0}}, 5, CalibrationVariant.CORRECTED,
                CalibrationFactors.NONE).fit())
            .summary().contains("are all alike"));
        assertTrue(assertThrows(HazeLabException.class,
            () -> statistics(new double[3][0], 5, CalibrationVariant.CORRECTED, CalibrationFactors.NONE)).summary()
            .contains("no pixels"));
        assertTrue(assertThrows(HazeLabException.class,
            () -> statistics(new double[][] {{1}, {-3}, {0}}, 5, CalibrationVariant.CORRECTED,
                CalibrationFactors.NONE))
            .summary().contains("negative (-3.0)"));
        assertThrows(HazeLabException.class,
            () -> new CalibrationStatistics(0, CalibrationVariant.CORRECTED, CalibrationFactors.NONE));
        CalibrationStatistics statistics =
            new CalibrationStatistics(5, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        FloatImage one = FloatImage.zeros(2, 2, 1, ValueRange.UNIT);
        FloatImage other = FloatImage.zeros(2, 3, 1, ValueRange.UNIT);
        assertEquals("The prediction has 2 x 2 pixels, the ground truth 2 x 3 pixels",
            assertThrows(HazeLabException.class, () -> statistics.add(one, one, other, Progress.NONE)).summary());
    }

    @Test
    void calibratedStatisticsNeedNoFirstPassOfTheirOwn() throws HazeLabException {
        double[][] data = tooSure();
        CalibrationStatistics raw =
            new CalibrationStatistics(20, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        for (double deviation : data[1]) {
            raw.range(deviation);
        }
        CalibrationFactors factors = new CalibrationFactors(1.7, -0.3);
        CalibrationStatistics calibrated = raw.calibrated(factors);
        for (int i = 0; i < data[0].length; i++) {
            calibrated.add(data[0][i], data[1][i], data[2][i]);
        }
        assertEquals(statistics(data, 20, CalibrationVariant.CORRECTED, factors), calibrated.result());
        assertThrows(IllegalStateException.class, () -> calibrated.calibrated(factors));
        assertThrows(IllegalArgumentException.class, () -> raw.calibrated(new CalibrationFactors(-1, 0)));
    }

    /** Bins of 1, 2, 94, 2 and 1 pixels. */
    @Test
    void tailsAreLeftOutByTheirShare() throws HazeLabException {
        double[][] data = new double[3][100];
        for (int i = 0; i < 100; i++) {
            data[1][i] = i < 1 ? 0 : i < 3 ? 1.5 : i < 97 ? 2.5 : i < 99 ? 3.5 : 5;
        }
        Reliability reliability = statistics(data, 5, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        assertEquals(reliability.bins(), reliability.withoutTails(0));
        assertEquals(reliability.bins().subList(1, 4), reliability.withoutTails(0.015));
        assertEquals(reliability.bins().subList(2, 3), reliability.withoutTails(0.035));
        assertEquals(reliability.bins(), reliability.fitted());
    }
}
