// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

/** With a network whose velocity is 0: at temperature 0 the result is the mean of the clean images, exactly. */
class DehazeTest {

    private static final float MEAN = (float)DehazingModel.MEAN;

    private static final Pattern EVALUATIONS = Pattern.compile("\\((\\d+) evaluations of the network");

    private NodeTester dehaze;

    @BeforeEach
    void start() {
        dehaze = new NodeTester(new DehazeNodeFactory()).set("samples", 3).set("timePoints", 2);
    }

    @AfterEach
    void end() throws IOException {
        dehaze.close();
    }

    private static FloatImage grey(int width, int height) {
        return Pictures.pattern16(width, height, 1);
    }

    private ResultTable run(FloatImage... images) {
        Outcome outcome = dehaze.execute(TestTable.ofImages(images), DehazingModel.untrained());
        outcome.isQuiet();
        return outcome.tables().get(0);
    }

    @Test
    void addsMeanAndDeviationToImagesOfAnySize() {
        ResultTable table = run(grey(1, 1), grey(33, 17), grey(16, 50));
        assertEquals(List.of("image", "dehazed", "standard_deviation"), table.columns());
        for (int row = 0; row < 3; row++) {
            FloatImage hazy = table.image(row, "image");
            for (String column : List.of("dehazed", "standard_deviation")) {
                FloatImage image = table.image(row, column);
                assertEquals(List.of(hazy.width(), hazy.height(), 1),
                    List.of(image.width(), image.height(), image.channels()));
            }
            assertEquals(hazy.range(), table.image(row, "dehazed").range());
        }
    }

    @Test
    void withoutNoiseGivesTheOnePath() {
        ResultTable table = run(dehaze.set("temperature", 0.0), grey(20, 20));
        assertEquals(Pictures.constant(20, 20, ValueRange.UINT16, MEAN), table.image(0, "dehazed"));
        assertEquals(Pictures.constant(20, 20, ValueRange.UNIT, 0), table.image(0, "standard_deviation"));
        table = run(dehaze.set("units", "NORMALIZED"), grey(20, 20));
        assertArrayEquals(new float[400], table.image(0, "dehazed").plane(0));
    }

    private ResultTable run(NodeTester configured, FloatImage... images) {
        assertEquals(dehaze, configured);
        return run(images);
    }

    @Test
    void hasNoDeviationOfOneSample() {
        ResultTable table = run(dehaze.set("samples", 1), grey(9, 9));
        assertEquals(9, table.image(0, "dehazed").width());
        assertEquals("One sample has no standard deviation. Draw two at least.", table.reason(0, "standard_deviation"));
    }

    @Test
    void givesTheSameForTheSameSeedAndAnotherForEachRow() {
        ResultTable one = run(grey(20, 20), grey(20, 20));
        ResultTable again = run(grey(20, 20), grey(20, 20));
        assertEquals(one.image(0, "dehazed"), again.image(0, "dehazed"));
        assertEquals(one.image(1, "standard_deviation"), again.image(1, "standard_deviation"));
        assertNotEquals(one.image(0, "dehazed"), one.image(1, "dehazed"));
        assertNotEquals(one.image(0, "dehazed"), run(dehaze.set("seed", 43L), grey(20, 20)).image(0, "dehazed"));
        assertEquals(one.image(0, "dehazed"),
            run(dehaze.set("seed", 42L).set("tileBatch", 1), grey(20, 20)).image(0, "dehazed"));
    }

    @Test
    void putsOutSamplesWithTheRowThatTheyBelongTo() {
        TestTable table = TestTable.of("image", TestTable.IMAGE, "name", StringCell.TYPE).row("a", grey(9, 8), "first")
            .row("b", Pictures.pattern(9, 8, 3), "colour").row("c", grey(7, 8), "last");
        Outcome outcome = dehaze.set("putOutSamples", true).execute(table, DehazingModel.untrained());
        ResultTable samples = outcome.tables().get(1);
        assertEquals(List.of("image", "name", "sample", "sample_image"), samples.columns());
        assertEquals(List.of("a_1", "a_2", "a_3", "c_1", "c_2", "c_3"), samples.keys());
        assertEquals(List.of("first", "first", "first", "last", "last", "last"), samples.texts("name"));
        assertEquals(3, samples.whole(5, "sample"));
        FloatImage mean = outcome.tables().get(0).image(2, "dehazed");
        for (int i = 0; i < mean.pixels(); i++) {
            double sum = 0;
            for (int s = 3; s < 6; s++) {
                sum += samples.image(s, "sample_image").plane(0)[i];
            }
            assertEquals(sum / 3, mean.plane(0)[i], 1e-3);
        }
    }

    @Test
    void hasNoSamplesUnlessAskedFor() {
        assertEquals(0,
            dehaze.execute(TestTable.ofImages(grey(5, 5)), DehazingModel.untrained()).tables().get(1).size());
    }

    @Test
    void leavesCellsOfImagesThatItCannotWorkOnMissing() {
        Outcome outcome = dehaze.execute(TestTable.ofImages(Pictures.pattern(9, 9, 3), null, grey(9, 9),
            Pictures.stack(9, 9, 2)), DehazingModel.untrained());
        ResultTable table = outcome.tables().get(0);
        assertTrue(table.reason(0, "dehazed").startsWith("The image has 3 channels that differ"));
        assertTrue(table.isMissing(1, "standard_deviation"));
        assertEquals(9, table.image(2, "dehazed").width());
        assertTrue(table.reason(3, "dehazed").startsWith("The image is a stack of 2 slices"));
        assertTrue(outcome.warning().startsWith("In 3 images the new cells are missing:"), outcome.warning());
    }

    @Test
    void takesGreySavedAsColourForGreyAndColourByChoice() {
        FloatImage grey = grey(9, 8);
        FloatImage rgb = FloatImage.of(9, 8, grey.range(), grey.plane(0), grey.plane(0), grey.plane(0));
        FloatImage colour = Pictures.pattern16(9, 8, 3);
        FloatImage expected = run(grey).image(0, "dehazed");
        assertEquals(expected, run(rgb).image(0, "dehazed"));
        assertEquals(1, run(dehaze.set("channel", "CHANNEL_2"), colour).image(0, "dehazed").channels());
        Outcome outcome = dehaze.set("channel", "EACH").set("putOutSamples", true)
            .execute(TestTable.ofImages(colour), DehazingModel.untrained());
        outcome.isQuiet();
        assertEquals(3, outcome.tables().get(0).image(0, "dehazed").channels());
        assertEquals(3, outcome.tables().get(0).image(0, "standard_deviation").channels());
        assertEquals(List.of("Row0_1", "Row0_2", "Row0_3"), outcome.tables().get(1).keys());
        assertEquals(3, outcome.tables().get(1).image(2, "sample_image").channels());
        float[] raw = outcome.tables().get(0).image(0, "standard_deviation").plane(2);
        dehaze.connect("Calibration");
        float[] scaled =
            dehaze.execute(TestTable.ofImages(colour), DehazingModel.untrained(), factors(2.0, 1.0)).tables()
                .get(0).image(0, "standard_deviation").plane(2);
        for (int i = 0; i < raw.length; i++) {
            assertEquals(2 * raw[i] + 1, scaled[i], 1e-3);
        }
    }

    @Test
    void warnsOfImagesOfAnotherScaleAndGivesTheResult() {
        FloatImage counts = Pictures.constant(9, 8, ValueRange.UINT16, 200_000);
        Outcome outcome = dehaze.execute(TestTable.ofImages(grey(9, 8), counts), DehazingModel.untrained());
        assertEquals(9, outcome.tables().get(0).image(1, "dehazed").width());
        assertTrue(
            outcome.warning().startsWith("In 1 image the values are far from those of the hazy images that the model "
                + "was trained on"),
            outcome.warning());
        assertTrue(
            outcome.warning().endsWith("Row \"Row1\": values from 200000 to 200000 with the mean 200000, the model "
                + "expects the mean 15000 and the standard deviation 20000"),
            outcome.warning());
    }

    private static TestTable factors(Object scalar, Object offset) {
        return TestTable.of("scalar", DoubleCell.TYPE, "offset", DoubleCell.TYPE).row("Row0", scalar, offset);
    }

    private ResultTable calibrated(double scalar, double offset) {
        Outcome outcome = dehaze.execute(TestTable.ofImages(grey(20, 20)), DehazingModel.untrained(),
            factors(scalar, offset));
        outcome.isQuiet();
        return outcome.tables().get(0);
    }

    @Test
    void scalesTheDeviationByACalibrationInItsUnits() {
        float[] raw = run(grey(20, 20)).image(0, "standard_deviation").plane(0);
        dehaze.connect("Calibration");
        float[] clean = calibrated(2, -15).image(0, "standard_deviation").plane(0);
        float[] normalized = calibratedOf("NORMALIZED", 2, -15 / DehazingModel.STD);
        for (int i = 0; i < raw.length; i++) {
            assertEquals(Math.max(0, 2 * raw[i] - 15), clean[i], 1e-3);
            assertEquals(clean[i], normalized[i], 1e-3);
        }
    }

    private float[] calibratedOf(String units, double scalar, double offset) {
        dehaze.set("calibrationUnits", units);
        return calibrated(scalar, offset).image(0, "standard_deviation").plane(0);
    }

    @Test
    void saysWhatIsWrongWithACalibration() {
        dehaze.connect("Calibration");
        TestTable images = TestTable.ofImages(grey(5, 5));
        assertEquals(
            "The calibration has no column \"scalar\". Connect the factors that the Calibration node puts out.",
            dehaze.execute(images, DehazingModel.untrained(), TestTable.of("offset", DoubleCell.TYPE)).refusal());
        assertTrue(dehaze.execute(images, DehazingModel.untrained(), factors(1.0, 2.0).row("Row1", 1.0, 2.0)).failure()
            .startsWith("The calibration has 2 rows instead of one"));
        assertTrue(dehaze.execute(images, DehazingModel.untrained(), factors(1.0, null)).failure()
            .startsWith("The offset of the calibration is missing"));
    }

    @Test
    void refusesAModelThatItCannotUse() {
        TestTable images = TestTable.ofImages(grey(5, 5));
        assertTrue(dehaze.execute(images, TestModel.of(10)).refusal()
            .startsWith("The model is of the method \"some-method\""));
        assertTrue(dehaze.execute(images, DehazingModel.withoutNormalization()).refusal()
            .startsWith("The model does not say how images are normalised for it"));
        dehaze.set("tile", 20);
        assertTrue(
            dehaze.execute(images, DehazingModel.untrained()).refusal().startsWith("The tile has 20 pixels a side"));
    }

    @Test
    void takesConstantsForAModelThatHasNone() {
        dehaze.set("temperature", 0.0).set("normalizationMean", "7 20000").set("normalizationStd", "20000");
        Outcome outcome = dehaze.execute(TestTable.ofImages(grey(5, 5)), DehazingModel.withoutNormalization());
        outcome.isQuiet();
        assertEquals(7, outcome.tables().get(0).image(0, "dehazed").plane(0)[0]);
        // A model that has constants keeps them, unless they are to be overruled.
        assertEquals(MEAN, run(grey(5, 5)).image(0, "dehazed").plane(0)[0]);
        assertEquals(7, run(dehaze.set("normalization", "CUSTOM"), grey(5, 5)).image(0, "dehazed").plane(0)[0]);
        // docs/goldens.md, "Normalisation of HazeMatching's data sets"
        outcome = dehaze.set("normalization", "MICROTUBULE").execute(TestTable.ofImages(grey(5, 5)),
            DehazingModel.untrained());
        assertEquals(50.924667f, outcome.tables().get(0).image(0, "dehazed").plane(0)[0]);
        assertTrue(outcome.warning().contains("the model expects the mean 145.1 and the standard deviation 27.82"),
            outcome.warning());
    }

    @Test
    void warnsOfTilesThatTheModelWasNotTrainedOn() {
        Outcome outcome = dehaze.set("tile", 40).execute(TestTable.ofImages(grey(5, 5)), DehazingModel.untrained());
        assertTrue(outcome.warning()
            .startsWith("The model was trained on crops of 32 x 32 pixels, and sees tiles of 40 x 40"));
    }

    @Test
    void saysHowLongItWillTakeBeforeItBegins() {
        RecordingMonitor monitor = new RecordingMonitor();
        dehaze.watch(monitor).execute(TestTable.ofImages(grey(40, 20), grey(5, 5)), DehazingModel.untrained());
        List<String> messages = monitor.reports().stream().map(RecordingMonitor.Report::message).toList();
        // 3 x 2 squares, 3 samples, 1 step
        int said = messages.indexOf(messages.stream()
            .filter(message -> message.matches("Image 1 of 2 \\(Row0\\): will take "
                + ".* on .* \\(18 evaluations of the network\\), and the table .* if its images are alike"))
            .findFirst().orElseThrow(() -> new AssertionError(messages)));
        int begun = messages.indexOf(messages.stream().filter(message -> message.contains("Sample 1 of 3")).findFirst()
            .orElseThrow(() -> new AssertionError(messages)));
        assertTrue(said < begun, messages.toString());
    }

    private long evaluations(FloatImage image) {
        RecordingMonitor monitor = new RecordingMonitor();
        dehaze.watch(monitor).execute(TestTable.ofImages(image), DehazingModel.untrained());
        return monitor.reports().stream().map(RecordingMonitor.Report::message)
            .map(message -> EVALUATIONS.matcher(message)).filter(Matcher::find).findFirst()
            .map(found -> Long.parseLong(found.group(1))).orElseThrow();
    }

    /** 3 x 2 squares, 3 samples. */
    @Test
    void countsTheEvaluationsOfSolversAndOfThePreset() {
        dehaze.set("timePoints", 5).set("spacing", "COSINE");
        assertEquals(18 * 4, evaluations(grey(40, 20)));
        assertEquals(18 * 4, evaluations(dehaze.set("solver", "ADAMS_BASHFORTH"), grey(40, 20)));
        assertEquals(18 * 8, evaluations(dehaze.set("solver", "HEUN"), grey(40, 20)));
        assertEquals(18 * 8, evaluations(dehaze.set("solver", "MIDPOINT"), grey(40, 20)));
        assertEquals(18 * 4, evaluations(dehaze.set("timePoints", 99).set("sampling", "FAST"), grey(40, 20)));
    }

    private long evaluations(NodeTester configured, FloatImage image) {
        assertEquals(dehaze, configured);
        return evaluations(image);
    }

    @Test
    void skipsTilesOfBackgroundIfItIsAskedTo() {
        FloatImage dark = Pictures.constant(40, 20, ValueRange.UINT16, 100);
        assertEquals(18, evaluations(dehaze.set("background", 100.0), dark));
        assertEquals(3, evaluations(dehaze.set("background", 101.0), dark));
        Outcome outcome = dehaze.execute(TestTable.ofImages(dark, grey(40, 20)), DehazingModel.untrained());
        assertTrue(outcome.warning().contains("5 of 12 tiles held nothing but background and were skipped."),
            outcome.warning());
        ResultTable table = outcome.tables().get(0);
        float[] mean = table.image(0, "dehazed").plane(0);
        assertEquals(mean[3], mean[16 + 3]);
        assertTrue(table.image(0, "standard_deviation").plane(0)[39] > 0);
    }

    @Test
    void saysWhatIsWrongWithItsSettings() {
        TestTable images = TestTable.ofImages(grey(5, 5));
        dehaze.set("normalizationMean", "7");
        assertEquals("Of mean and standard deviation only one is given. Enter both, or none.",
            dehaze.execute(images, DehazingModel.untrained()).refusal());
        dehaze.set("normalizationStd", "1 2 3");
        assertEquals("The standard deviation is \"1 2 3\". Enter one number, or two of them with a blank between.",
            dehaze.execute(images, DehazingModel.untrained()).refusal());
        dehaze.set("normalizationStd", "0");
        assertEquals("The standard deviation is \"0\". Enter numbers above 0.",
            dehaze.execute(images, DehazingModel.untrained()).refusal());
        dehaze.set("normalizationStd", "1").set("device", "gpu7");
        assertEquals(
            "\"gpu7\" from the node's dialog is no device. Choose auto, cpu, cuda:0 for the first NVIDIA GPU, "
                + "cuda:1 for the second, or mps for the GPU of a Mac with Apple silicon.",
            dehaze.execute(images, DehazingModel.untrained()).refusal());
    }
}
