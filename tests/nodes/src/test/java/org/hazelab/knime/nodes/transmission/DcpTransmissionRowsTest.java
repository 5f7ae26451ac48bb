// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

class DcpTransmissionRowsTest {

    private static final List<String> ADDED = List.of("transmission", "airlight_r", "airlight_g", "airlight_b",
        "transmission_mean", "transmission_min", "transmission_max", "dehazed");

    @AutoClose
    private final NodeTester dcp = new NodeTester(new DcpTransmissionNodeFactory());

    private final FloatImage hazy = Pictures.hazy(32, 24);

    @Test
    void addsItsColumnsBehindTheOthers() {
        TestTable input = TestTable.of("a", StringCell.TYPE, "picture", IMAGE, "b", IntCell.TYPE)
            .row("first", "x", hazy, 1).row("second", null, hazy, null);
        ResultTable table = dcp.execute(input).quietTable();
        assertEquals(List.of("a", "picture", "b"), table.columns().subList(0, 3));
        assertEquals(ADDED, table.columns().subList(3, 11));
        assertEquals(List.of("first", "second"), table.keys());
        assertEquals("x", table.text(0, "a"));
        assertEquals(1, table.whole(0, "b"));
        assertTrue(table.isMissing(1, "a") && table.isMissing(1, "b"));
        assertEquals(hazy, table.image(1, "picture"));
    }

    @Test
    void makesItsColumnNamesUnique() {
        ResultTable once = dcp.execute(TestTable.ofImages(hazy)).quietTable();
        TestTable again = TestTable.of("transmission", DoubleCell.TYPE, "image", IMAGE, "dehazed", PNG)
            .row("Row0", 0.5, hazy, null);
        ResultTable twice = dcp.execute(again).quietTable();
        assertEquals("transmission (#1)", twice.columns().get(3));
        assertEquals("dehazed (#1)", twice.columns().get(10));
        assertEquals(0.5, twice.number(0, "transmission"));
        assertEquals(once.image(0, "dehazed"), twice.image(0, "dehazed (#1)"));
    }

    @Test
    void worksOnTheFirstImageColumnUntilAnotherIsChosen() {
        TestTable input = TestTable.of("text", StringCell.TYPE, "one", PNG, "two", IMAGE)
            .row("Row0", "x", TestTable.png(Pictures.clear(16, 16), 8), hazy);
        assertEquals(16, dcp.execute(input).table().image(0, "dehazed").width());
        assertEquals(32, dcp.set("imageColumn", "two").execute(input).table().image(0, "dehazed").width());
    }

    @Test
    void givesMissingCellsWithTheReasonForWhatItCannotDehaze() {
        FloatImage channels = Pictures.pattern(9, 8, 2);
        TestTable input = TestTable.ofImages(hazy, null, Pictures.stack(9, 8, 3), channels, hazy)
            .row("Row5", new MissingCell("The file was damaged"));
        Outcome outcome = dcp.execute(input);
        ResultTable table = outcome.table();
        for (String column : ADDED) {
            assertFalse(table.isMissing(0, column) || table.isMissing(4, column), column);
            assertTrue(table.reason(1, column).startsWith("The image is missing"), table.reason(1, column));
            assertTrue(table.reason(2, column).startsWith("The image is a stack of 3 slices"), table.reason(2, column));
            assertTrue(table.reason(3, column).startsWith("The image has 2 channels"), table.reason(3, column));
        }
        assertEquals("The file was damaged", table.reason(5, "image"));
        assertTrue(outcome.warning().startsWith("In 4 images the new cells are missing:\n  Row \"Row1\": "),
            outcome.warning());
        assertTrue(outcome.warning().endsWith("\n  and 1 more"), outcome.warning());
    }

    @Test
    void worksOnImagesOfDifferentSizesDownToOnePixel() {
        ResultTable table = dcp.execute(TestTable.ofImages(Pictures.hazy(1, 1), Pictures.hazy(90, 3),
            Pictures.pattern(1, 50, 1), Pictures.hazy(14, 14))).table();
        for (int r = 0; r < 4; r++) {
            FloatImage image = table.image(r, "image");
            FloatImage t = table.image(r, "transmission");
            assertEquals(List.of(image.width(), image.height()), List.of(t.width(), t.height()));
            for (float value : t.plane(0)) {
                assertTrue(value >= 0 && value <= 1, "transmission " + value);
            }
            assertEquals(image.channels(), table.image(r, "dehazed").channels());
        }
    }

    @Test
    void keepsNaNAndCountsWhatIsNotFinite() {
        FloatImage odd = Pictures.copy(hazy).withRange(ValueRange.UINT8);
        odd.plane(1)[40] = Float.NaN;
        odd.plane(0)[41] = Float.POSITIVE_INFINITY;
        odd.plane(2)[42] = Float.NEGATIVE_INFINITY;
        Outcome outcome = dcp.execute(TestTable.ofImages(hazy, odd));
        assertEquals("In 1 image some pixels are not finite numbers:\n  Row \"Row1\": 3 pixels", outcome.warning());
        FloatImage dehazed = outcome.table().image(1, "dehazed");
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < dehazed.pixels(); i++) {
                assertEquals(i == 40, Float.isNaN(dehazed.plane(c)[i]), "pixel " + i);
            }
        }
        for (float value : outcome.table().image(1, "transmission").plane(0)) {
            assertTrue(Float.isFinite(value));
        }
        assertEquals(255, dehazed.plane(0)[41]);
    }

    @Test
    void warnsOfAPictureWithoutHaze() {
        Outcome outcome = dcp.execute(TestTable.ofImages(hazy, Pictures.clear(32, 24)));
        assertTrue(outcome.warning().startsWith("In 1 image no haze was found:\n  Row \"Row1\": the dark channel"),
            outcome.warning());
    }

    @Test
    void warnsOfABlackPictureAndOfAWhiteOneNot() {
        assertTrue(dcp.execute(TestTable.ofImages(Pictures.constant(20, 20, ValueRange.UINT8, 0, 0, 0))).warning()
            .startsWith("In 1 image no haze was found"));
        dcp.execute(TestTable.ofImages(Pictures.constant(20, 20, ValueRange.UINT8, 255, 255, 255))).isQuiet();
    }

    @Test
    void passesAnEmptyTable() {
        ResultTable table = dcp.execute(TestTable.ofImages()).table();
        assertEquals(0, table.size());
        assertEquals(9, table.columns().size());
    }

    @Test
    void takesTheAirlightFromTheDialog() {
        dcp.set("airlight", "FIXED").set("airlightRed", 0.9).set("airlightGreen", 0.85).set("airlightBlue", 0.8);
        for (String preset : List.of("HE_2011", "HAZEFLOW", "DEHAZESB", "CUSTOM")) {
            ResultTable table = dcp.set("preset", preset).execute(TestTable.ofImages(hazy)).quietTable();
            assertEquals(List.of(0.9, 0.85, 0.8), List.of(table.number(0, "airlight_r"),
                table.number(0, "airlight_g"), table.number(0, "airlight_b")));
        }
    }

    @Test
    void takesTheAirlightOfAnEarlierRunFromItsColumns() {
        ResultTable first = dcp.execute(TestTable.ofImages(hazy)).quietTable();
        TestTable input = TestTable.of("image", IMAGE, "airlight_r", DoubleCell.TYPE, "airlight_g", DoubleCell.TYPE,
            "airlight_b", DoubleCell.TYPE).row("Row0", hazy, first.cell(0, "airlight_r"),
                first.cell(0, "airlight_g"), first.cell(0, "airlight_b"));
        ResultTable second = dcp.set("airlight", "COLUMNS").execute(input).quietTable();
        assertEquals(first.image(0, "transmission"), second.image(0, "transmission"));
        assertEquals(first.image(0, "dehazed"), second.image(0, "dehazed"));
        assertEquals(first.cell(0, "airlight_g"), second.cell(0, "airlight_g (#1)"));
    }

    @Test
    void givesMissingCellsForAnAirlightThatIsMissingOrNone() {
        dcp.set("airlight", "COLUMNS").set("airlightRedColumn", "r").set("airlightGreenColumn", "g")
            .set("airlightBlueColumn", "r");
        TestTable input = TestTable.of("image", IMAGE, "r", IntCell.TYPE, "g", DoubleCell.TYPE)
            .row("Row0", hazy, 1, 0.9).row("Row1", hazy, 1, null).row("Row2", hazy, 7, 0.9)
            .row("Row3", hazy, 1, Double.NaN);
        Outcome outcome = dcp.execute(input);
        ResultTable table = outcome.table();
        assertEquals(0.9, table.number(0, "airlight_g"));
        List<String> reasons = List.of("The atmospheric light is missing", "The airlight's red is 7.0",
            "The airlight's green is NaN");
        for (int r = 1; r <= 3; r++) {
            String reason = table.reason(r, "dehazed");
            assertTrue(reason.startsWith(reasons.get(r - 1)), reason);
        }
        assertTrue(outcome.warning().startsWith("In 3 images the new cells are missing"), outcome.warning());
    }

    @Test
    void refusesColumnsThatAreNotThereOrHoldTheWrongThing() {
        TestTable input = TestTable.of("image", IMAGE, "text", StringCell.TYPE, "number", DoubleCell.TYPE);
        assertEquals("The input table has no column \"gone\". Choose another image column in the dialog.",
            dcp.set("imageColumn", "gone").configure(input.spec()).refusal());
        String refusal = dcp.set("imageColumn", "number").configure(input.spec()).refusal();
        assertTrue(refusal.startsWith("The column \"number\" holds "), refusal);
        assertTrue(refusal.endsWith(", not images. Choose a column of HazeLab or PNG images."), refusal);
        assertEquals("No red column is chosen. Open the dialog and choose one.",
            dcp.reset().set("airlight", "COLUMNS").configure(input.spec()).refusal());
        assertEquals("The input table has no column \"airlight_r\". Choose another red column in the dialog.",
            dcp.set("airlightRedColumn", "airlight_r").configure(input.spec()).refusal());
        assertEquals("The column \"text\" holds String and cannot be the green column. "
            + "Choose another one in the dialog.",
            dcp.set("airlightRedColumn", "number")
                .set("airlightGreenColumn", "text").configure(input.spec()).refusal());
        assertEquals("No blue column is chosen. Open the dialog and choose one.",
            dcp.set("airlightGreenColumn", "number").set("airlightBlueColumn", "").configure(input.spec()).refusal());
    }

    @Test
    void refusesATableWithoutImages() {
        assertEquals("No image column is chosen. Open the dialog and choose one.",
            dcp.configure(TestTable.of("text", StringCell.TYPE).spec()).refusal());
    }

    @Test
    void saysOfAnImageOfNaNThatItHasNoPixel() {
        Outcome outcome = dcp.execute(TestTable.ofImages(Pictures.constant(9, 8, ValueRange.UNIT, Float.NaN),
            Pictures.constant(9, 8, ValueRange.UNIT, 0.5f, Float.POSITIVE_INFINITY, 0.5f)));
        for (int row = 0; row < 2; row++) {
            assertTrue(
                outcome.table().reason(row, "dehazed").startsWith("The image has no pixel that is a finite number"));
        }
        assertFalse(outcome.warning().contains("no haze was found"), outcome.warning());
    }
}
