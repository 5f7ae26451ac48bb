// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.Settings;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

class ScoreMetricsTest {

    @AutoClose
    private final NodeTester score = new NodeTester(new ScoreMetricsNodeFactory());

    private final FloatImage clear = Pictures.clear(60, 50);
    private final FloatImage hazy = Pictures.hazy(60, 50);

    private NodeTester metrics(final String... ids) {
        return score.set("metrics", ids);
    }

    private static TestTable pairs() {
        return TestTable.of("name", StringCell.TYPE, "image", IMAGE, "clean", IMAGE);
    }

    private NodeTester fromColumn() {
        return score.set("reference", "COLUMN").set("referenceColumn", "clean");
    }

    /** The first output, of a node that has nothing to say. */
    private static ResultTable scores(final NodeTester node, final TestTable... inputs) {
        Outcome outcome = node.execute(inputs);
        outcome.isQuiet();
        return outcome.tables().get(0);
    }

    @Test
    void addsAColumnForEachChosenMetricInTheirOrder() {
        metrics("ssim", "mae", "psnr");
        ResultTable table = scores(fromColumn(), pairs().row("a", "x", hazy, clear));
        assertEquals(List.of("name", "image", "clean", "ssim", "mae", "psnr"), table.columns());
        assertEquals(List.of("a"), table.keys());
        assertEquals("x", table.text(0, "name"));
    }

    @Test
    void scoresPairsOfARowByTheirDifference() {
        FloatImage black = Pictures.constant(12, 12, ValueRange.UINT8, 0, 0, 0);
        FloatImage grey = Pictures.constant(12, 12, ValueRange.UINT8, 51, 51, 51);
        metrics("mse", "mae", "psnr");
        ResultTable table =
            scores(fromColumn(), pairs().row("a", "x", grey, black).row("b", "y", black, black));
        assertEquals(51 * 51, table.number(0, "mse"));
        assertEquals(51, table.number(0, "mae"));
        assertEquals(20 * Math.log10(5), table.number(0, "psnr"), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, table.number(1, "psnr"));
    }

    @Test
    void findsReferencesOfASecondTableByRowKeyInAnyOrder() {
        metrics("mae");
        TestTable images = TestTable.of("image", IMAGE).row("one", hazy).row("two", clear);
        TestTable references = TestTable.of("image", IMAGE).row("two", clear).row("other", hazy).row("one", clear);
        ResultTable table = scores(score.connect("References"), images, references);
        assertEquals(0, table.number(1, "mae"));
        assertTrue(table.number(0, "mae") > 10);
    }

    @Test
    void findsReferencesOfASecondTableByName() {
        metrics("mae").set("matchBy", "NAME").set("nameColumn", "file").set("referenceNameColumn", "who")
            .set("referenceTableColumn", "picture");
        TestTable images = TestTable.of("image", IMAGE, "file", StringCell.TYPE).row("Row0", hazy, "b")
            .row("Row1", clear, "a").row("Row2", clear, null).row("Row3", clear, "absent");
        TestTable references = TestTable.of("who", StringCell.TYPE, "picture", PNG)
            .row("Row0", "a", TestTable.png(clear, 8)).row("Row1", "b", TestTable.png(clear, 16));
        Outcome outcome = score.connect("References").execute(images, references);
        ResultTable table = outcome.tables().get(0);
        assertTrue(table.number(0, "mae") > 10);
        assertEquals(0, table.number(1, "mae"));
        assertTrue(table.reason(2, "mae").startsWith("The image has no name"), table.reason(2, "mae"));
        assertTrue(table.reason(3, "mae").startsWith("There is no reference named \"absent\""), table.reason(3, "mae"));
        assertTrue(outcome.warning().contains("Row \"Row3\""), outcome.warning());
    }

    @Test
    void refusesTwoReferencesOfOneName() {
        metrics("mae").set("matchBy", "NAME").set("nameColumn", "file").set("referenceNameColumn", "file")
            .set("referenceTableColumn", "image");
        TestTable images = TestTable.of("image", IMAGE, "file", StringCell.TYPE).row("Row0", hazy, "a");
        TestTable twice = TestTable.of("image", IMAGE, "file", StringCell.TYPE).row("Row0", clear, "a")
            .row("Row1", clear, "a");
        assertEquals("Two references are named \"a\", the second in row \"Row1\". "
            + "Give each reference a name of its own, or filter one out.",
            score.connect("References").execute(images, twice).failure());
    }

    /** An image is never resized or cut in silence; the reasons say what differs. */
    @Test
    void givesMissingCellsWithTheReasonForPairsThatDoNotFit() {
        FloatImage wide = Pictures.clear(61, 50);
        FloatImage grey = Pictures.pattern(60, 50, 1);
        FloatImage holes = Pictures.copy(clear);
        holes.plane(1)[7] = Float.NaN;
        metrics("psnr", "dark_channel");
        TestTable input = pairs().row("wide", "x", wide, clear).row("grey", "x", grey, clear)
            .row("holes", "x", holes, clear).row("nothing", "x", hazy, null).row("no image", "x", null, clear)
            .row("good", "x", hazy, clear);
        ResultTable table = fromColumn().execute(input).tables().get(0);
        assertTrue(table.reason(0, "psnr").contains("61 x 50") && table.reason(0, "psnr").contains("60 x 50"),
            table.reason(0, "psnr"));
        assertTrue(table.reason(1, "psnr").contains("channel"), table.reason(1, "psnr"));
        assertTrue(table.reason(2, "psnr").contains("not"), table.reason(2, "psnr"));
        assertTrue(table.reason(3, "psnr").startsWith("The image is missing"), table.reason(3, "psnr"));
        assertTrue(table.reason(4, "dark_channel").startsWith("The image is missing"), table.reason(4, "dark_channel"));
        assertTrue(Double.isFinite(table.number(0, "dark_channel")), "what needs no reference has its score");
        assertTrue(Double.isFinite(table.number(3, "dark_channel")));
        assertTrue(Double.isFinite(table.number(5, "psnr")));
    }

    @Test
    void givesTheSameScoresForBytesSixteenBitsAndFloats() {
        metrics("psnr", "ssim", "vsi", "gmsd", "brisque", "dark_channel");
        TestTable input = pairs().row("8", "x", hazy, clear)
            .row("16", "x", times(hazy, 257, ValueRange.UINT16), times(clear, 257, ValueRange.UINT16))
            .row("float", "x", times(hazy, 1 / 255f, ValueRange.UNIT), times(clear, 1 / 255f, ValueRange.UNIT));
        ResultTable table = scores(fromColumn(), input);
        for (String metric : List.of("psnr", "ssim", "vsi", "gmsd", "brisque", "dark_channel")) {
            assertEquals(table.number(0, metric), table.number(1, metric), 1e-9, metric);
            double bytes = table.number(0, metric);
            assertEquals(bytes, table.number(2, metric), 1e-4 * Math.abs(bytes), metric);
        }
    }

    private static FloatImage times(final FloatImage image, final float factor, final ValueRange range) {
        FloatImage copy = Pictures.copy(image);
        for (int c = 0; c < copy.channels(); c++) {
            float[] plane = copy.plane(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] *= factor;
            }
        }
        return copy.withRange(range);
    }

    @Test
    void takesTheDataRangeThatIsSet() {
        metrics("psnr").set("dataRange", "FIXED").set("black", 0.0).set("white", 51.0);
        FloatImage black = Pictures.constant(12, 12, ValueRange.UINT8, 0);
        FloatImage grey = Pictures.constant(12, 12, ValueRange.UINT8, 51);
        assertEquals(0, scores(fromColumn(), pairs().row("a", "x", grey, black)).number(0, "psnr"), 1e-9);
    }

    @Test
    void sumsUpEachMetricAndSaysWhereItsNumbersComeFrom() {
        metrics("mae", "niqe");
        FloatImage black = Pictures.constant(12, 12, ValueRange.UINT8, 0);
        FloatImage grey = Pictures.constant(12, 12, ValueRange.UINT8, 30);
        Outcome outcome = fromColumn().execute(pairs().row("a", "x", grey, black).row("b", "x", black, black)
            .row("c", "x", black, grey));
        ResultTable summary = outcome.tables().get(1);
        assertEquals(List.of("mae", "niqe"), summary.texts("metric"));
        assertEquals(20, summary.number(0, "mean"), 1e-12);
        assertEquals(Math.sqrt(300), summary.number(0, "standard_deviation"), 1e-12);
        assertEquals(30, summary.number(0, "median"));
        assertEquals(0, summary.number(0, "minimum"));
        assertEquals(30, summary.number(0, "maximum"));
        assertEquals(3, summary.number(0, "count"));
        assertEquals(0, summary.number(1, "count"));
        assertEquals(3, summary.number(1, "missing"));
        assertTrue(summary.isMissing(1, "mean"), "the images are too small for NIQE");
        ResultTable provenance = outcome.tables().get(2);
        assertEquals(List.of("mae", "niqe"), provenance.texts("metric"));
        assertTrue(provenance.text(1, "citation").contains("Mittal"), provenance.text(1, "citation"));
    }

    @Test
    void fitsMicroMs3imOverTheWholeTable() {
        metrics("micro_ms3im");
        TestTable one = pairs().row("a", "x", hazy, clear);
        TestTable two = pairs().row("a", "x", hazy, clear).row("b", "x", Pictures.floats(60, 50, 3), clear);
        double alone = scores(fromColumn(), one).number(0, "micro_ms3im");
        assertNotEquals(alone, scores(score, two).number(0, "micro_ms3im"), 1e-6);
    }

    @Test
    void putsASuffixToTheNamesOfTheNewColumnsAlone() {
        metrics("mae", "ssim").set("suffix", "_hazy");
        Outcome outcome = fromColumn().execute(pairs().row("a", "x", hazy, clear));
        assertEquals(List.of("name", "image", "clean", "mae_hazy", "ssim_hazy"), outcome.tables().get(0).columns());
        assertEquals(List.of("mae", "ssim"), outcome.tables().get(1).texts("metric"));
        assertEquals(List.of("mae", "ssim"), outcome.tables().get(2).texts("metric"));
    }

    /** Workflows that were saved before there was a suffix. */
    @Test
    void loadsSettingsWithoutASuffix() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(score.defaults(), "suffix");
        assertEquals(score.defaults().toStringValue(), score.loadedAndSaved(old).toStringValue());
    }
}
