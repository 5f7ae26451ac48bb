// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;

class HazeSynthesizerDepthTest {

    @AutoClose
    private final NodeTester synthesizer = new NodeTester(new HazeSynthesizerNodeFactory());

    private final FloatImage clean = Pictures.clear(40, 30);

    @BeforeEach
    void makeTheHazeEven() {
        synthesizer.set("patches", "EVEN").set("darken", false).set("noise", false).set("jpeg", false);
    }

    /** Grows from left to right: 0 to 39. */
    private static FloatImage growing() {
        FloatImage map = FloatImage.zeros(40, 30, 1, ValueRange.UINT8);
        for (int i = 0; i < map.pixels(); i++) {
            map.plane(0)[i] = i % 40;
        }
        return map;
    }

    private static float at(final FloatImage image, final int x, final int y) {
        return image.plane(0)[y * image.width() + x];
    }

    private FloatImage transmission(final TestTable table) {
        return synthesizer.execute(table).quietTable().image(0, "transmission");
    }

    private TestTable withMap(final Object map) {
        return TestTable.of("image", IMAGE, "depth", map instanceof FloatImage ? IMAGE : PNG).row("Row0", clean, map);
    }

    @Test
    void takesTheSideThatIsFarFromTheDialog() {
        TestTable table = TestTable.ofImages(clean);
        FloatImage top = transmission(table);
        assertTrue(at(top, 20, 0) < at(top, 20, 15) && at(top, 20, 15) < 1);
        assertEquals(1, at(top, 20, 29));
        FloatImage bottom = transmission(refer("BOTTOM", table));
        assertEquals(1, at(bottom, 20, 0));
        assertEquals(at(top, 20, 0), at(bottom, 20, 29));
        FloatImage left = transmission(refer("LEFT", table));
        assertEquals(1, at(left, 39, 10));
        FloatImage right = transmission(refer("RIGHT", table));
        assertEquals(1, at(right, 0, 10));
        assertEquals(at(left, 0, 10), at(right, 39, 10));
    }

    private TestTable refer(final String farSide, final TestTable table) {
        synthesizer.set("farSide", farSide);
        return table;
    }

    @Test
    void hazesTheWholeImageAlikeForAConstantDistance() {
        synthesizer.set("depth", "CONSTANT").set("distance", 0.25);
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        double expected = Math.exp(-2 * 0.25 * table.number(0, "beta"));
        for (float t : table.image(0, "transmission").plane(0)) {
            assertEquals(expected, t, 1e-6);
        }
    }

    @Test
    void leavesAnImageAtDistanceZeroAsItIs() {
        synthesizer.set("depth", "CONSTANT").set("distance", 0.0);
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        assertEquals(0, Pictures.difference(clean, table.image(0, "hazy")), 1e-3);
    }

    @Test
    void takesLargeValuesForNearOrForFar() {
        synthesizer.set("depth", "COLUMN").set("depthColumn", "depth");
        FloatImage disparity = transmission(withMap(growing()));
        assertEquals(1, at(disparity, 39, 10));
        assertTrue(at(disparity, 0, 10) < at(disparity, 20, 10), "near is large");
        synthesizer.set("nearIs", "SMALL");
        FloatImage depth = transmission(withMap(growing()));
        assertEquals(1, at(depth, 0, 10));
        assertEquals(at(disparity, 0, 10), at(depth, 39, 10));
    }

    @Test
    void takesPngMapsAndMapsOfAnotherSize() {
        synthesizer.set("depth", "COLUMN").set("depthColumn", "depth");
        assertEquals(transmission(withMap(growing())), transmission(withMap(TestTable.png(growing(), 8))));
        FloatImage half = FloatImage.zeros(20, 15, 1, ValueRange.UINT8);
        for (int i = 0; i < half.pixels(); i++) {
            half.plane(0)[i] = i % 20;
        }
        FloatImage stretched = transmission(withMap(half));
        assertEquals(List.of(40, 30), List.of(stretched.width(), stretched.height()));
        assertEquals(1, at(stretched, 39, 10));
    }

    @Test
    void givesMissingCellsForAMapThatIsMissingOrDoesNotFit() {
        synthesizer.set("depth", "COLUMN").set("depthColumn", "depth");
        TestTable table = TestTable.of("image", IMAGE, "depth", IMAGE).row("Row0", clean, null)
            .row("Row1", clean, Pictures.pattern(40, 11, 1)).row("Row2", clean, growing());
        Outcome outcome = synthesizer.execute(table);
        ResultTable result = outcome.table();
        assertEquals("The depth map is missing. Filter the row out, or use a ramp.", result.reason(0, "hazy"));
        assertTrue(result.reason(1, "hazy").startsWith("The depth map has 40 x 11 pixels, the image 40 x 30"));
        assertEquals(clean.range(), result.image(2, "hazy").range());
        String warning = outcome.warning();
        assertTrue(warning.startsWith("In 2 images the new cells are missing:\n  Row \"Row0\": The depth map"),
            warning);
    }

    @Test
    void warnsOfAMapWithoutAnyDifference() {
        synthesizer.set("depth", "COLUMN").set("depthColumn", "depth");
        String warning = synthesizer.execute(withMap(Pictures.constant(40, 30, ValueRange.UINT8, 9))).warning();
        assertTrue(warning.contains("Row \"Row0\": The depth map is 9.0 everywhere"), warning);
    }

    @Test
    void refusesADepthColumnThatIsNoneOrNotThere() {
        TestTable table = TestTable.of("image", IMAGE, "text", StringCell.TYPE);
        synthesizer.set("depth", "COLUMN");
        assertEquals("No depth column is chosen. Open the dialog and choose one.",
            synthesizer.configure(table.spec()).refusal());
        assertEquals("The input table has no column \"gone\". Choose another depth column in the dialog.",
            synthesizer.set("depthColumn", "gone").configure(table.spec()).refusal());
        assertTrue(synthesizer.set("depthColumn", "text").configure(table.spec()).refusal().contains("\"text\" holds"));
        synthesizer.set("depth", "RAMP").configure(table.spec()).spec();
    }
}
