// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.dehaze.DehazeNodeFactory;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DoubleCell;

/** Dehaze takes a method that neither operations nor nodes know: its outputs become columns. */
class OtherMethodTest {

    private NodeTester dehaze;

    @BeforeEach
    void start() {
        dehaze = new NodeTester(new DehazeNodeFactory());
    }

    @AfterEach
    void end() throws IOException {
        dehaze.close();
    }

    /** In 0 to 1, all pixels the same: red, green and blue are 0.5, 0.6 and 0.7. */
    private static FloatImage colour(int width, int height) {
        return FloatImage.of(width, height, ValueRange.UNIT,
            Pictures.constant(width, height, ValueRange.UNIT, 0.5f).plane(0),
            Pictures.constant(width, height, ValueRange.UNIT, 0.6f).plane(0),
            Pictures.constant(width, height, ValueRange.UNIT, 0.7f).plane(0));
    }

    private static void assertAll(double expected, float[] values) {
        for (float value : values) {
            assertEquals(expected, value, 1e-6);
        }
    }

    @Test
    void addsAColumnForEachOutputThatTheMethodDeclares() {
        Outcome outcome = dehaze.execute(TestTable.ofImages(colour(40, 21), colour(1, 1)), new VeilModel(0.8));
        outcome.isQuiet();
        ResultTable table = outcome.tables().get(0);
        assertEquals(List.of("image", "dehazed", "transmission"), table.columns());
        assertEquals(List.of(), outcome.tables().get(1).keys());
        for (int row = 0; row < 2; row++) {
            FloatImage dehazed = table.image(row, "dehazed");
            // t = 1 - 0.8 * 0.5 = 0.6; (0.5 - 0.4) / 0.6, (0.6 - 0.4) / 0.6, (0.7 - 0.4) / 0.6
            assertEquals(3, dehazed.channels());
            assertAll(1 / 6.0, dehazed.plane(0));
            assertAll(2 / 6.0, dehazed.plane(1));
            assertAll(3 / 6.0, dehazed.plane(2));
            assertEquals(1, table.image(row, "transmission").channels());
            assertEquals(ValueRange.UNIT, table.image(row, "transmission").range());
            assertAll(0.6, table.image(row, "transmission").plane(0));
        }
    }

    @Test
    void promisesTheColumnsBeforeItRuns() {
        TestTable images = TestTable.ofImages(colour(2, 2));
        List<String> columns = List.of(dehaze.configure(images.spec(), new VeilModel(1).spec()).tableSpecs().get(0)
            .getColumnNames());
        assertEquals(List.of("image", "dehazed", "transmission"), columns);
    }

    @Test
    void handsOverWhatTheMethodDeclaresAndSaysWhatItHasNoUseFor() {
        TestTable images = TestTable.ofImages(colour(3, 3));
        Outcome half = dehaze.set("temperature", 0.5).execute(images, new VeilModel(0.8));
        half.isQuiet();
        assertAll(0.8, half.tables().get(0).image(0, "transmission").plane(0));
        Outcome outcome = dehaze.set("samples", 3).set("noise", "SHARED_FIELD").execute(images, new VeilModel(0.8));
        assertEquals("The model's method, Veil, has no use for these settings: number of samples, noise.",
            outcome.warning());
        assertAll(0.8, outcome.tables().get(0).image(0, "transmission").plane(0));
    }

    /** The dialog allows temperatures to 100. */
    @Test
    void checksOptionsByTheLimitsOfTheMethod() {
        assertEquals("The strength is 2. Choose a number from 0 to 1.",
            dehaze.set("temperature", 2.0).execute(TestTable.ofImages(colour(3, 3)), new VeilModel(1)).refusal());
    }

    @Test
    void saysThatThereAreNeitherSamplesNorADeviation() {
        dehaze.connect("Calibration");
        TestTable factors =
            TestTable.of("scalar", DoubleCell.TYPE, "offset", DoubleCell.TYPE).row("Row0", 2.0, 1.0);
        Outcome outcome = dehaze.set("putOutSamples", true).execute(TestTable.ofImages(colour(3, 3)),
            new VeilModel(0.8), factors);
        assertTrue(outcome.warning().contains(
            "The calibration is not used, since the model's method, Veil, gives no standard deviation."),
            outcome.warning());
        assertTrue(outcome.warning().contains("The table of samples is empty, since the model's method, Veil, draws "
            + "none."), outcome.warning());
        assertAll(0.6, outcome.tables().get(0).image(0, "transmission").plane(0));
    }

    @Test
    void refusesConstantsThatAreAnotherMethods() {
        assertTrue(dehaze.set("normalization", "NEURON").execute(TestTable.ofImages(colour(3, 3)), new VeilModel(1))
            .refusal().startsWith("The constants of the normalisation are for models of the method \"hazematching\", "
                + "and this model is of the method \"veil\""));
    }
}
