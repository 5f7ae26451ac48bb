// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.calibration.CalibrationBin;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.metrics.calibration.CalibrationStatistics;
import org.hazelab.metrics.calibration.CalibrationVariant;
import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.operations.calibration.CalibrateUncertainty.Config;
import org.hazelab.operations.calibration.CalibrateUncertainty.LeftOut;
import org.hazelab.operations.calibration.CalibrateUncertainty.Result;
import org.hazelab.operations.calibration.CalibrateUncertainty.Row;
import org.hazelab.operations.calibration.CalibrateUncertainty.Split;
import org.hazelab.operations.plot.LinePlot;
import org.hazelab.operations.table.ImageTable;
import org.junit.jupiter.api.Test;

class CalibrateUncertaintyTest {

    private static final int SIDE = 128;

    /** A table in memory that counts how often it is read. */
    private static final class Table implements ImageTable<Row> {

        private final List<FloatImage[]> rows = new ArrayList<>();
        private int opened;
        private int open;

        Table row(FloatImage... images) {
            rows.add(images);
            return this;
        }

        @Override
        public long size() {
            return rows.size();
        }

        @Override
        public Rows<Row> open() {
            opened++;
            open++;
            return new Rows<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < rows.size();
                }

                @Override
                public Row next() {
                    int number = next++;
                    return new Row() {
                        @Override
                        public String name() {
                            return "row " + number;
                        }

                        @Override
                        public FloatImage prediction(Progress progress) throws HazeLabException {
                            return image(number, 0);
                        }

                        @Override
                        public FloatImage deviation(Progress progress) throws HazeLabException {
                            return image(number, 1);
                        }

                        @Override
                        public FloatImage truth(Progress progress) throws HazeLabException {
                            return image(number, 2);
                        }
                    };
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        private FloatImage image(int row, int column) throws HazeLabException {
            if (rows.get(row)[column] == null) {
                throw new HazeLabException("The image is missing", "Fix it");
            }
            return rows.get(row)[column];
        }
    }

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

    /** The two images of docs/goldens.md, "Calibration"; with other seeds, other images of the kind. */
    private static Table images(int shift) {
        int pixels = 2 * SIDE * SIDE;
        double[] deviation = lcg(17 + shift, pixels);
        double[] truth = lcg(19 + shift, pixels);
        double[] noise = new double[pixels];
        for (int seed = 100; seed <= 111; seed++) {
            double[] part = lcg(seed + shift, pixels);
            for (int i = 0; i < pixels; i++) {
                noise[i] += part[i];
            }
        }
        float[][] planes = new float[6][SIDE * SIDE];
        for (int i = 0; i < pixels; i++) {
            double d = 0.1 + Math.abs(deviation[i]);
            int image = 3 * (i / (SIDE * SIDE));
            int at = i % (SIDE * SIDE);
            planes[image][at] = (float)(truth[i] + 1.5 * d * noise[i] + 0.02);
            planes[image + 1][at] = (float)d;
            planes[image + 2][at] = (float)truth[i];
        }
        FloatImage[] images = new FloatImage[6];
        for (int p = 0; p < 6; p++) {
            images[p] = FloatImage.of(SIDE, SIDE, ValueRange.UNIT, planes[p]);
        }
        return new Table().row(images[0], images[1], images[2]).row(images[3], images[4], images[5]);
    }

    private final List<LeftOut> leftOut = new ArrayList<>();

    private Result run(CalibrationVariant variant, Table calibration, Table test) throws HazeLabException {
        return CalibrateUncertainty.run(new Config(50, variant), calibration, Optional.ofNullable(test), leftOut::add,
            Progress.NONE);
    }

    /** docs/goldens.md, "Calibration", to what images of 32-bit floats leave of its digits. */
    @Test
    void reachesThePublishedCheckByTheAuthorsVariant() throws HazeLabException {
        Result result = run(CalibrationVariant.AUTHORS, images(0), null);
        assertEquals(1.49895337, result.factors().scalar(), 1e-6);
        assertEquals(0.00196128, result.factors().offset(), 1e-6);
        CalibrationBin tenth = result.evaluations().get(0).reliability().bins().get(10);
        assertEquals(658, tenth.count());
        assertEquals(0.20492583, tenth.rmv(), 1e-6);
        assertEquals(0.29061040, tenth.rmse(), 1e-6);
        assertEquals(0.09774631, tenth.errorBar(), 1e-6);
    }

    @Test
    void judgesTheFactorsByTheTestImages() throws HazeLabException {
        Table calibration = images(0);
        Table test = images(1000);
        Result result = run(CalibrationVariant.CORRECTED, calibration, test);
        assertEquals(Split.TEST, result.evaluatedOn());
        assertEquals(List.of(2L, 2L, 0L),
            List.of(result.calibrationImages(), result.testImages(), result.sharedImages()));
        assertEquals(List.of(Split.CALIBRATION, Split.CALIBRATION, Split.TEST, Split.TEST),
            result.evaluations().stream().map(CalibrateUncertainty.Evaluation::split).toList());
        assertTrue(result.reliability(false).ence() > 0.4, "unscaled " + result.reliability(false).ence());
        assertTrue(result.reliability(true).ence() < 0.05, "scaled " + result.reliability(true).ence());
        assertEquals(List.of(3, 2, 0, 0), List.of(calibration.opened, test.opened, calibration.open, test.open));
    }

    /** The statistics of the metrics bundle, fed by hand. */
    @Test
    void scalesTheDeviationsBeforeTheyAreDividedIntoBins() throws HazeLabException {
        Table test = images(1000);
        Result result = run(CalibrationVariant.CORRECTED, images(0), test);
        for (CalibrationFactors factors : List.of(CalibrationFactors.NONE, result.factors())) {
            CalibrationStatistics statistics =
                new CalibrationStatistics(50, CalibrationVariant.CORRECTED, factors);
            for (FloatImage[] row : test.rows) {
                statistics.range(row[1], Progress.NONE);
            }
            for (FloatImage[] row : test.rows) {
                statistics.add(row[0], row[1], row[2], Progress.NONE);
            }
            Reliability expected = statistics.result();
            assertEquals(expected, result.reliability(factors != CalibrationFactors.NONE));
        }
    }

    @Test
    void judgesByTheCalibrationImagesIfThereAreNoOthers() throws HazeLabException {
        Result result = run(CalibrationVariant.CORRECTED, images(0), null);
        assertEquals(Split.CALIBRATION, result.evaluatedOn());
        assertEquals(2, result.evaluations().size());
        assertEquals(result.evaluations().get(1).reliability(), result.reliability(true));
        assertEquals("Reliability on the calibration images themselves", ReliabilityDiagram.of(result).title());
    }

    @Test
    void findsTestImagesThatWereFittedTo() throws HazeLabException {
        Table test = images(1000);
        test.rows.add(images(0).rows.get(1));
        assertEquals(1, run(CalibrationVariant.CORRECTED, images(0), test).sharedImages());
        assertEquals(2, run(CalibrationVariant.CORRECTED, images(0), images(0)).sharedImages());
    }

    @Test
    void leavesOutWhatCannotBeUsedInAllPasses() throws HazeLabException {
        Result whole = run(CalibrationVariant.CORRECTED, images(0), images(1000));
        Table calibration = images(0);
        FloatImage[] first = calibration.rows.get(0);
        // A deviation beyond all others, in a row that is not used, must not stretch the bins.
        FloatImage huge = FloatImage.of(2, 1, ValueRange.UNIT, new float[] {0, 1e6f});
        calibration.rows.add(0, new FloatImage[] {first[0], huge, first[2]});
        calibration.row(first[0], null, first[2]);
        Table test = images(1000).row(null, first[1], first[2]);
        Result result = run(CalibrationVariant.CORRECTED, calibration, test);
        assertEquals(whole, result);
        assertEquals(List.of("calibration row 0", "calibration row 3", "test row 2"),
            leftOut.stream().map(row -> row.split() + " " + row.row()).toList());
        assertEquals("The image is missing. Fix it.", leftOut.get(1).reason());
    }

    @Test
    void refusesTablesWithoutAnyRowAndDeviationsThatAreNone() throws HazeLabException {
        assertEquals("The calibration table has no row that can be used",
            assertThrows(HazeLabException.class, () -> run(CalibrationVariant.CORRECTED, new Table(), null)).summary());
        Table none = new Table().row(null, null, null);
        assertEquals("The test table has no row that can be used. Row \"row 0\": The image is missing",
            assertThrows(HazeLabException.class, () -> run(CalibrationVariant.CORRECTED, images(0), none)).summary());
        Table negative = images(0);
        negative.rows.get(1)[1].plane(0)[0] = -0.5f;
        assertEquals("Row \"row 1\" of the calibration table: A deviation is negative (-0.5)",
            assertThrows(HazeLabException.class, () -> run(CalibrationVariant.CORRECTED, negative, null)).summary());
        assertEquals(0, negative.open);
    }

    @Test
    void stopsWhenItIsCancelledAndClosesTheTable() {
        for (int moment : new int[] {1, 5, 10}) {
            Table table = images(0);
            int[] asked = new int[1];
            Progress progress = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    assertTrue(fraction >= 0 && fraction <= 1 && message.matches("Image \\d of 2 \\(row \\d\\): .+"),
                        message);
                }

                @Override
                public synchronized void checkCanceled() {
                    if (++asked[0] >= moment) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(CancellationException.class,
                () -> CalibrateUncertainty.run(new Config(50, CalibrationVariant.CORRECTED), table, Optional.empty(),
                    leftOut::add, progress));
            assertEquals(0, table.open);
        }
    }

    @Test
    void drawsTheBinsWithoutTheirTails() throws HazeLabException {
        Result result = run(CalibrationVariant.CORRECTED, images(0), images(1000));
        LinePlot plot = ReliabilityDiagram.of(result);
        assertEquals("Reliability on the test images", plot.title());
        assertTrue(plot.identity());
        assertEquals(result.reliability(false).withoutTails(1e-4).size(), plot.curves().get(0).points().size());
        assertTrue(plot.curves().get(0).name().matches("unscaled \\(ENCE 0\\.[4-6]\\d\\d\\)"),
            plot.curves().get(0).name());
        // A calibrated deviation is as large as the error, up to four of the error's standard errors.
        for (LinePlot.Point point : plot.curves().get(1).points()) {
            assertEquals(point.x(), point.y(), 4 * point.error() + 0.02);
        }
    }

    private static FloatImage filled(float first, float others) {
        FloatImage image = FloatImage.zeros(20, 20, 1, ValueRange.UNIT);
        for (int i = 0; i < 400; i++) {
            image.plane(0)[i] = i == 0 ? first : others * (1 + i % 7);
        }
        return image;
    }

    /** What has no truth is not counted, so it does not stretch the bins either. */
    @Test
    void leavesPixelsThatAreNoNumbersOutOfTheBins() throws HazeLabException {
        FloatImage prediction = filled(Float.NaN, 2);
        FloatImage deviation = filled(1e6f, 0.5f);
        FloatImage truth = filled(3, 1.8f);
        Result result = CalibrateUncertainty.run(new Config(7, CalibrationVariant.CORRECTED),
            new Table().row(prediction, deviation, truth), Optional.empty(), row -> {}, Progress.NONE);
        Reliability raw = result.reliability(false);
        assertEquals(1, raw.oddPixels());
        assertEquals(3.5, raw.bins().get(6).to(), 1e-6);
    }

    @Test
    void leavesRowsWithoutACommonFinitePixelOut() throws HazeLabException {
        List<String> reasons = new ArrayList<>();
        FloatImage none = FloatImage.zeros(20, 20, 1, ValueRange.UNIT);
        java.util.Arrays.fill(none.plane(0), Float.NEGATIVE_INFINITY);
        java.util.Arrays.fill(none.plane(0), 0, 200, Float.NaN);
        Result result = CalibrateUncertainty.run(new Config(7, CalibrationVariant.CORRECTED),
            new Table().row(none, filled(9, 0.5f), filled(1, 1.8f)).row(filled(1, 2), filled(1, 0.5f), filled(1, 1.8f)),
            Optional.empty(), row -> reasons.add(row.row() + ": " + row.reason()), Progress.NONE);
        assertEquals(1, result.calibrationImages());
        assertEquals(
            List.of("row 0: No pixel has a finite number in prediction, deviation and ground truth. Look at how the "
                + "images were made."),
            reasons);
    }

    @Test
    void comparesGreyWithGreySavedAsColour() throws HazeLabException {
        float[] truth = filled(1, 1.8f).plane(0);
        FloatImage rgb = FloatImage.of(20, 20, ValueRange.UNIT, truth, truth.clone(), truth);
        Config config = new Config(7, CalibrationVariant.CORRECTED);
        Result one = CalibrateUncertainty.run(config, new Table().row(filled(1, 2), filled(1, 0.5f), filled(1, 1.8f)),
            Optional.empty(), row -> {}, Progress.NONE);
        Result three = CalibrateUncertainty.run(config, new Table().row(filled(1, 2), filled(1, 0.5f), rgb),
            Optional.empty(), row -> {}, Progress.NONE);
        assertEquals(one, three);
    }
}
