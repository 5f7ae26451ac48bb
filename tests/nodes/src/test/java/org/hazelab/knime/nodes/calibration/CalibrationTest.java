// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.port.image.ImagePortObject;

class CalibrationTest {

    @AutoClose
    private final NodeTester node = new NodeTester(new CalibrationNodeFactory());

    private boolean connected;

    private static TestTable table() {
        return TestTable.of("mean", IMAGE, "std", IMAGE, "truth", IMAGE);
    }

    private static TestTable calibration() {
        return table().row("Row0", Pictures.uncertain(200, 150, 1)).row("Row1", Pictures.uncertain(120, 180, 2));
    }

    private static TestTable test() {
        return table().row("Row0", Pictures.uncertain(150, 200, 3));
    }

    private Outcome tested() {
        return connected().execute(calibration(), test());
    }

    /** With the second table, once. */
    private NodeTester connected() {
        if (!connected) {
            node.connect("Test images");
            connected = true;
        }
        return node;
    }

    private static ResultTable factors(final Outcome outcome) {
        return outcome.tables().get(1);
    }

    /** 51,600 pixels in 50 bins: the RMSE of each is right to about 2 %. */
    @Test
    void fitsTheFactorsInTheUnitsOfTheDeviations() {
        Outcome outcome = tested();
        outcome.isQuiet();
        ResultTable factors = factors(outcome);
        assertEquals(List.of("Factors"), factors.keys());
        assertEquals(1.5, factors.number(0, "scalar"), 0.03);
        assertEquals(2, factors.number(0, "offset"), 0.6);
        assertEquals(0.015, factors.number(0, "ence"), 0.015);
        assertEquals(0.62, factors.number(0, "ence_unscaled"), 0.06);
        assertEquals(0.6827, factors.number(0, "coverage_1"), 0.01);
        assertEquals(0.9545, factors.number(0, "coverage_2"), 0.01);
        assertTrue(factors.number(0, "coverage_1_unscaled") < 0.5);
        assertTrue(factors.number(0, "coverage_2_unscaled") < 0.83);
        assertEquals("test", factors.text(0, "judged_by"));
        assertEquals(2, factors.number(0, "calibration_images"));
        assertEquals(1, factors.number(0, "test_images"));
        assertEquals(50, factors.whole(0, "bins"));
        assertEquals("corrected", factors.text(0, "variant"));
    }

    @Test
    void countsEveryPixelInTheBinsOfBothTablesUnscaledAndScaled() {
        ResultTable bins = tested().tables().get(0);
        assertEquals(200, bins.size());
        double[] counts = new double[4];
        for (int row = 0; row < 200; row++) {
            assertEquals(row < 100 ? "calibration" : "test", bins.text(row, "set"));
            assertEquals(row / 50 % 2 == 0 ? "unscaled" : "scaled", bins.text(row, "deviation"));
            assertEquals(row % 50 + 1, bins.whole(row, "bin"));
            counts[row / 50] += bins.number(row, "count");
            assertTrue(bins.number(row, "rmv") >= bins.number(row, "lower_edge") * (1 - 1e-9));
            assertTrue(bins.number(row, "rmv") <= bins.number(row, "upper_edge") * (1 + 1e-9));
        }
        assertArrayEquals(new double[] {51_600, 51_600, 30_000, 30_000}, counts);
        assertEquals("calibration unscaled 1", bins.keys().get(0));
    }

    @Test
    void warnsThatTheNumbersAreOptimisticWithoutTestImages() {
        Outcome outcome = node.execute(calibration());
        assertTrue(outcome.warning().startsWith("No test images are connected: calibration error, coverage and "
            + "diagram are those of the images that the factors were fitted to"), outcome.warning());
        assertEquals(100, outcome.tables().get(0).size());
        assertEquals("calibration", factors(outcome).text(0, "judged_by"));
        assertEquals(0, factors(outcome).number(0, "test_images"));
    }

    /** Every second table has a Row0: not the keys count, but the pixels. */
    @Test
    void warnsOfTestImagesThatAreInTheCalibrationTableToo() {
        TestTable mixed = table().row("other", Pictures.uncertain(120, 180, 2)).row("new", Pictures.uncertain(90, 90,
            4));
        Outcome outcome = connected().execute(calibration(), mixed);
        assertTrue(outcome.warning().startsWith("Of 2 test images, 1 have a ground truth that is in the calibration "
            + "table"),
            outcome.warning());
    }

    @Test
    void leavesOutRowsThatAreMissingOrDoNotFit() {
        FloatImage[] good = Pictures.uncertain(200, 150, 1);
        FloatImage[] small = Pictures.uncertain(20, 15, 1);
        TestTable gaps = table().row("no mean", null, good[1], good[2]).row("good", good)
            .row("no truth", good[0], good[1], null).row("small", good[0], small[1], good[2])
            .row("good too", Pictures.uncertain(120, 180, 2));
        Outcome outcome = connected().execute(gaps, test());
        assertEquals("""
            In 3 images the row is left out:
              Row "no mean" of the calibration table: The prediction: The image is missing. Filter the row out, or \
            correct what left it empty.
              Row "no truth" of the calibration table: The ground truth: The image is missing. Filter the row out, \
            or correct what left it empty.
              Row "small" of the calibration table: The prediction has 200 x 150 pixels, the deviation 20 x 15 pixels. \
            Give images of the same size.""", outcome.warning());
        assertEquals(factors(tested()).number(0, "scalar"), factors(outcome).number(0, "scalar"));
        assertEquals(2, factors(outcome).number(0, "calibration_images"));
    }

    @Test
    void failsWithoutARowThatCanBeUsed() {
        FloatImage[] good = Pictures.uncertain(20, 15, 1);
        assertEquals("The test table has no row that can be used. Row \"a\": The deviation: The image is missing. "
            + "Give at least one row with prediction, deviation and ground truth of the same size.",
            connected().execute(calibration(), table().row("a", good[0], null, good[2])).failure());
    }

    @Test
    void failsWhereTheDeviationsCannotBeSome() {
        FloatImage[] good = Pictures.uncertain(20, 15, 1);
        FloatImage negative = FloatImage.of(20, 15, ValueRange.UNIT, new float[300]);
        negative.plane(0)[7] = -1;
        assertEquals("Row \"a\" of the calibration table: A deviation is negative (-1.0). Choose the column with the "
            + "standard deviations.", node.execute(table().row("a", good[0], negative, good[2])).failure());
        FloatImage alike = Pictures.constant(20, 15, ValueRange.UNIT, 0.5f);
        assertTrue(node.execute(table().row("a", good[0], alike, good[2])).failure()
            .startsWith("The deviations of the calibration images are all alike"));
    }

    @Test
    void warnsWhereErrorsShrinkWhileDeviationsGrow() {
        FloatImage[] images = Pictures.uncertain(100, 100, 1);
        float[] exchanged = new float[10_000];
        for (int i = 0; i < exchanged.length; i++) {
            exchanged[i] = 45 - images[1].plane(0)[i];
        }
        Outcome outcome = node.execute(table().row("a", images[0], FloatImage.of(100, 100, ValueRange.UINT16,
            exchanged),
            images[2]));
        assertTrue(outcome.warning().contains("The errors do not grow with the deviations"), outcome.warning());
        assertEquals(0, factors(outcome).number(0, "scalar"));
        assertTrue(factors(outcome).number(0, "offset") > 20);
    }

    @Test
    void countsPixelsThatAreNoNumbers() {
        FloatImage[] images = Pictures.uncertain(100, 100, 1);
        images[0].plane(0)[3] = Float.NaN;
        images[1].plane(0)[4] = Float.POSITIVE_INFINITY;
        Outcome outcome = connected().execute(table().row("a", images), test());
        assertEquals("2 pixels that are not finite were left out.", outcome.warning());
    }

    @Test
    void doesAsTheAuthorsDoIfAsked() {
        double corrected = factors(tested()).number(0, "scalar");
        Outcome outcome = connected().set("variant", "AUTHORS").execute(calibration(), test());
        outcome.isQuiet();
        assertEquals("authors", factors(outcome).text(0, "variant"));
        double count = 0;
        for (int row = 0; row < 50; row++) {
            count += outcome.tables().get(0).number(row, "count");
        }
        assertEquals(51_599, count); // the largest deviation is in no bin
        assertNotEquals(corrected, factors(outcome).number(0, "scalar"));
    }

    @Test
    void emptyBinsHaveNoNumbers() {
        FloatImage[] images = Pictures.uncertain(40, 40, 1);
        images[1].plane(0)[0] = 400;
        ResultTable bins = node.set("bins", 10).execute(table().row("a", images)).tables().get(0);
        assertEquals(0, bins.number(5, "count"));
        for (String column : List.of("rmv", "rmse", "error_bar")) {
            assertEquals("The bin has no pixels", bins.reason(5, column));
        }
    }

    @Test
    void givesTheDiagramAsAPngOfTheStatedSize() throws HazeLabException {
        ImagePortObject port = tested().other(ImagePortObject.class);
        assertEquals(PNGImageContent.TYPE, port.getSpec().getDataType());
        byte[] png = ((PNGImageValue)port.toDataCell()).getImageContent().getByteArray();
        FloatImage diagram = ImageFileReader.fromPng(png);
        assertEquals(List.of(800, 600, 3), List.of(diagram.width(), diagram.height(), diagram.channels()));
    }

    @Test
    void writesTheDiagramAsSvgRelativeToTheWorkflow() throws IOException {
        node.set("folder", "knime://knime.workflow/data/output").set("fileName", "reliability");
        tested().isQuiet();
        assertEquals(List.of("data/output/reliability.svg"), node.files());
        String svg = Files.readString(node.workflow().resolve("data/output/reliability.svg"));
        assertTrue(svg.contains("Reliability on the test images") && svg.endsWith("</svg>\n"), svg);
    }

    @Test
    void leavesAFileThatExistsUnlessItMayBeReplaced() throws IOException {
        Path file = node.workflow().resolve("diagram.svg");
        Files.writeString(file, "old");
        node.set("folder", node.workflow().toString()).set("fileName", "diagram.svg");
        Outcome outcome = node.execute(calibration());
        assertEquals("The file \"" + file + "\" exists already. Allow overwriting, or choose another name or folder.",
            outcome.failure());
        assertEquals(0, outcome.monitor().reports().size(), "failed before it read the images");
        assertEquals("old", Files.readString(file));
        node.set("ifExists", "OVERWRITE").execute(calibration());
        assertTrue(Files.readString(file).endsWith("</svg>\n"));
        assertEquals(List.of("diagram.svg"), node.files());
    }

    @Test
    void refusesAFileNameThatIsAPath() {
        node.set("folder", "knime://knime.workflow");
        for (String name : List.of("", "a/b.svg", "a\\b.svg")) {
            node.set("fileName", name);
            assertEquals(
                "\"" + name + "\" is no file name. Enter a name such as reliability.svg; the folder has a field "
                    + "of its own.",
                node.configure(calibration().spec()).refusal());
        }
    }

    /** The field of the name is hidden then. */
    @Test
    void asksNoFileNameWithoutAFolder() {
        node.set("fileName", "a/b.svg");
        assertEquals(Outcome.State.CONFIGURED, node.configure(calibration().spec()).state());
    }

    @Test
    void writesNothingWhenItIsCancelled() throws IOException {
        node.set("folder", "knime://knime.workflow");
        int events = node.execute(calibration()).monitor().events();
        Files.delete(node.workflow().resolve("reliability.svg"));
        for (int moment : new int[] {1, events / 2, events - 1}) {
            Outcome outcome = node.watch(RecordingMonitor.cancelingAt(moment)).execute(calibration());
            assertEquals(Outcome.State.CANCELED, outcome.state());
            assertEquals(List.of(), node.files());
        }
    }

    @Test
    void takesPngCellsToo() {
        FloatImage truth = Pictures.pattern(30, 20, 1);
        FloatImage[] images = Pictures.uncertain(30, 20, 1);
        TestTable png = TestTable.of("mean", IMAGE, "std", IMAGE, "truth", PNG)
            .row("a", images[0], images[1], TestTable.png(truth, 8));
        assertEquals(1, factors(node.execute(png)).number(0, "calibration_images"));
    }

    @Test
    void guessesTheColumnsByTheirNames() throws Exception {
        node.set("bins", 20); // a node is saved as it was configured where something was set
        var saved = node.saved(TestTable.of("hazy", IMAGE, "clean", IMAGE, "dehazed_deviation", IMAGE, "dehazed", IMAGE)
            .spec());
        assertEquals("dehazed", saved.getString("predictionColumn"));
        assertEquals("dehazed_deviation", saved.getString("deviationColumn"));
        assertEquals("clean", saved.getString("truthColumn"));
        saved = node.saved(TestTable.of("a", IMAGE, "b", IMAGE, "c", IMAGE).spec());
        assertEquals("a", saved.getString("predictionColumn"));
        assertEquals("b", saved.getString("deviationColumn"));
        assertEquals("c", saved.getString("truthColumn"));
    }

    @Test
    void refusesColumnsThatAreMissingOrTheSame() {
        assertEquals("No deviation column is chosen. Open the dialog and choose one.",
            node.configure(TestTable.of("image", IMAGE).spec()).refusal());
        assertEquals("The input table has no column \"std\". Choose another deviation column in the dialog.",
            connected().configure(table().spec(), TestTable.of("mean", IMAGE).spec()).refusal());
    }

    @Test
    void refusesAColumnThatIsChosenTwice() {
        node.set("truthColumn", "mean");
        assertEquals("One column is chosen twice. Choose three different columns for prediction, deviation and ground "
            + "truth.",
            node.configure(table().spec()).refusal());
    }
}
