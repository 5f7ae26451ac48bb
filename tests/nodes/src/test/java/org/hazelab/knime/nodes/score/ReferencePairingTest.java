// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.Settings;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Which reference of a second table an image is compared with. */
class ReferencePairingTest {

    @AutoClose
    private final NodeTester score = new NodeTester(new ScoreMetricsNodeFactory());

    @BeforeEach
    void oneMetric() {
        score.connect("References").set("metrics", new String[] {"mse"});
    }

    /** The images of a folder as the Image Reader gives them, with the row keys Row0, Row1 and so on. */
    private static TestTable files(final String folder) throws IOException, HazeLabException, URISyntaxException {
        Path path = Path.of(ReferencePairingTest.class.getResource("/public-reports/" + folder).toURI());
        TestTable table = named();
        try (Stream<Path> files = Files.list(path)) {
            List<Path> sorted = files.sorted().toList();
            for (int i = 0; i < sorted.size(); i++) {
                table.row("Row" + i, ImageFileReader.read(sorted.get(i)),
                    sorted.get(i).getFileName().toString().replace(".png", ""));
            }
        }
        return table;
    }

    private static TestTable named() {
        return TestTable.of("image", IMAGE, "name", StringCell.TYPE);
    }

    /** A grey image of one level, so that the score tells which reference it met. */
    private static FloatImage level(final int level) {
        return Pictures.constant(4, 4, ValueRange.UINT8, level);
    }

    private static TestTable levels(final Object... namesAndLevels) {
        TestTable table = named();
        for (int i = 0; i < namesAndLevels.length; i += 2) {
            table.row("Row" + i / 2, level((Integer)namesAndLevels[i + 1]), namesAndLevels[i]);
        }
        return table;
    }

    /** Mean squared errors computed by numpy; by row key, rows 1 to 3 would have 10743, 10671 and 11475. */
    @Test
    void aMissingReferenceMovesNoOther() throws Exception {
        Outcome outcome = score.execute(files("rowkey/images"), files("rowkey/references"));
        ResultTable table = outcome.tables().get(0);
        assertEquals(3.984375, table.number(0, "mse"), 1e-9);
        assertTrue(table.reason(1, "mse").startsWith("There is no reference named \"img2\""), table.reason(1, "mse"));
        assertEquals(4.1748046875, table.number(2, "mse"), 1e-9);
        assertEquals(3.8173828125, table.number(3, "mse"), 1e-9);
        assertEquals(3.966796875, table.number(4, "mse"), 1e-9);
        assertTrue(outcome.warning().contains("Row \"Row1\": There is no reference named \"img2\""), outcome.warning());
    }

    /** Workflows that say row key keep their numbers, and get to know what is doubtful about them. */
    @Test
    void warnsWhereTheNamesOfRowsOfOneKeyDiffer() throws Exception {
        score.set("matchBy", "ROW_KEY");
        Outcome outcome = score.execute(files("rowkey/images"), files("rowkey/references"));
        assertEquals(3.984375, outcome.tables().get(0).number(0, "mse"), 1e-9);
        assertEquals(10742.642578125, outcome.tables().get(0).number(1, "mse"), 1e-9);
        assertTrue(outcome.warning()
            .contains("In 3 images the reference, found by RowID, has another name (if they do "
                + "not belong together, find references by name):\n  Row \"Row1\": the image is named \"img2\", the "
                + "reference "
                + "\"img3\""),
            outcome.warning());
    }

    @Test
    void rowsOfOneKeyAndOneNameAreQuiet() throws Exception {
        score.set("matchBy", "ROW_KEY").execute(files("rowkey/references"), files("rowkey/references")).isQuiet();
    }

    @Test
    void theColumnsOfNamesMayHaveOtherNames() {
        score.set("nameColumn", "file").set("referenceNameColumn", "truth");
        TestTable images = TestTable.of("image", IMAGE, "file", StringCell.TYPE).row("Row0", level(1), "b");
        TestTable references = TestTable.of("image", IMAGE, "truth", StringCell.TYPE).row("Row0", level(9), "a")
            .row("Row1", level(3), "b");
        Outcome outcome = score.execute(images, references);
        outcome.isQuiet();
        assertEquals(4, outcome.tables().get(0).number(0, "mse"));
    }

    @Test
    void saysThatNamesOfOneTableAloneDoNotHelp() {
        TestTable references = TestTable.of("image", IMAGE).row("Row0", level(9));
        Outcome outcome = score.execute(levels("a", 7), references);
        assertEquals(4, outcome.tables().get(0).number(0, "mse"));
        assertTrue(outcome.warning().startsWith("Only one of the tables has the column of names"), outcome.warning());
        score.set("matchBy", "ROW_KEY").execute(levels("a", 7), references).isQuiet();
    }

    /** The old settings of a workflow, without this key. */
    @Test
    void settingsThatDoNotSayHowGetTheNewWay() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(Settings.without(Settings.without(score.defaults(), "matchBy"), "nameRule"),
            "namePattern");
        assertEquals("AUTO", score.loadedAndSaved(old).getString("matchBy"));
        assertEquals(score.defaults().toStringValue(), score.loadedAndSaved(old).toStringValue());
    }

    /** What was saved before there was anything but row key and name stays as it says. */
    @Test
    void settingsThatSayRowKeyKeepIt() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(Settings.without(score.defaults(), "nameRule"), "namePattern");
        old.addString("matchBy", "ROW_KEY");
        NodeSettings saved = score.loadedAndSaved(old);
        assertEquals("ROW_KEY", saved.getString("matchBy"));
        assertEquals("WHOLE", saved.getString("nameRule"));
    }

    @Test
    void severalHazyImagesHaveOneReference() {
        score.set("nameRule", "BEFORE_LAST_UNDERSCORE");
        Outcome outcome = score.execute(levels("1400_1", 1, "1400_10", 2, "1401_1", 3), levels("1401", 0, "1400", 10));
        outcome.isQuiet();
        assertEquals(List.of(81.0, 64.0, 9.0), numbers(outcome));
        score.set("nameRule", "BEFORE_FIRST_UNDERSCORE").set("matchBy", "NAME");
        outcome = score.execute(levels("1400_1_0.8", 1, "01_hazy", 2), levels("01_GT", 0, "1400", 10));
        outcome.isQuiet();
        assertEquals(List.of(81.0, 4.0), numbers(outcome));
        score.set("nameRule", "PATTERN").set("namePattern", "(\\d+).*");
        outcome = score.execute(levels("7-hazy", 1, "8 hazy", 2), levels("8-GT", 0, "7", 10));
        outcome.isQuiet();
        assertEquals(List.of(81.0, 4.0), numbers(outcome));
    }

    private static List<Double> numbers(final Outcome outcome) {
        ResultTable table = outcome.tables().get(0);
        return table.keys().stream().map(key -> table.number(table.keys().indexOf(key), "mse")).toList();
    }

    @Test
    void whatFitsTwiceIsMissing() {
        score.set("nameRule", "BEFORE_LAST_UNDERSCORE");
        Outcome outcome = score.execute(levels("img_1", 1, "cell_1", 2), levels("img_1", 1, "img_2", 5, "cell", 4));
        ResultTable table = outcome.tables().get(0);
        assertTrue(table.reason(0, "mse").startsWith("2 references are named \"img\""), table.reason(0, "mse"));
        assertEquals(4, table.number(1, "mse"));
        // Without a rule too, where names were not asked for: files of one name from two folders.
        outcome = score.reset().set("metrics", new String[] {"mse"}).execute(levels("a", 1), levels("a", 1, "a", 5));
        assertTrue(outcome.tables().get(0).reason(0, "mse").startsWith("2 references are named \"a\""));
    }

    @Test
    void aRuleForNamesNeedsNames() {
        score.set("nameRule", "BEFORE_LAST_UNDERSCORE");
        Outcome outcome = score.execute(levels("a_1", 7), TestTable.of("image", IMAGE).row("Row0", level(9)));
        assertEquals("The input table has no column \"name\". Choose another reference name column in the dialog.",
            outcome.refusal());
    }

    @Test
    void refusesAPatternThatIsNone() {
        score.set("nameRule", "PATTERN").set("namePattern", "(");
        String refusal = score.execute(levels("a", 7), levels("a", 7)).refusal();
        assertTrue(refusal.startsWith("The pattern \"(\" is no regular expression"), refusal);
    }

    /** 10 log10(255^2 / mse) of numpy over reference[10:90, 10:110]. */
    @Test
    void cropsALargerReferenceOnRequest() throws Exception {
        score.set("metrics", new String[] {"psnr"});
        Outcome never = score.execute(files("sots/images"), files("sots/references"));
        assertTrue(never.tables().get(0).reason(0, "psnr")
            .startsWith("The image has 100 x 80 pixels, its reference 120 x 100"));
        assertTrue(never.warning().contains("set \"If sizes differ\" to \"Crop the reference\""), never.warning());
        Outcome cropped =
            score.set("resizing", "CROP_REFERENCE").execute(files("sots/images"), files("sots/references"));
        cropped.isQuiet();
        assertEquals(19.103013450300338, cropped.tables().get(0).number(0, "psnr"), 1e-9);
        assertEquals("reference cut to the image's size around its centre",
            cropped.tables().get(2).text(0, "resizing"));
    }

    @Test
    void warnsThatResizingGivesOtherScores() throws Exception {
        score.set("metrics", new String[] {"psnr"}).set("resizing", "BILINEAR");
        String warning = score.execute(files("sots/images"), files("sots/references")).warning();
        assertTrue(
            warning.startsWith("In 1 image the size was changed to that of the reference, which gives scores that "
                + "cannot be compared with published ones"),
            warning);
        assertTrue(warning.contains("Row \"Row0\": 100 x 80 pixels, its reference 120 x 100"), warning);
        score.execute(files("sots/images"), files("sots/images")).isQuiet();
    }

    @Test
    void flatImagesHaveReasons() throws Exception {
        score.set("metrics", new String[] {"vsi", "fsim", "fsimc", "psnr"});
        ResultTable table = score.execute(files("flat/images"), files("flat/references")).tables().get(0);
        for (String metric : List.of("vsi", "fsim", "fsimc")) {
            assertTrue(table.reason(0, metric).startsWith("Image and reference are flat"), table.reason(0, metric));
        }
        assertFalse(Double.isNaN(table.number(0, "psnr")));
    }
}
