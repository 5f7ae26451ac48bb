// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

class HazeSynthesizerTest {

    private static final List<String> ADDED = List.of("hazy", "transmission", "density", "airlight_r", "airlight_g",
        "airlight_b", "beta", "map_share", "walk_factor", "smoothing_sigma", "gamma", "noise_kind", "noise_level",
        "jpeg_quality");

    @AutoClose
    private final NodeTester synthesizer = new NodeTester(new HazeSynthesizerNodeFactory());

    private final FloatImage clean = Pictures.clear(40, 30);

    private void withoutDegradations() {
        synthesizer.set("darken", false).set("noise", false).set("jpeg", false);
    }

    @Test
    void runsAsSoonAsItIsConnected() {
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean, clean)).quietTable();
        assertEquals(List.of("Row0", "Row1"), table.keys());
        assertEquals("image", table.columns().get(0));
        assertEquals(ADDED, table.columns().subList(1, table.columns().size()));
        assertEquals(clean, table.image(0, "image"));
        FloatImage hazy = table.image(0, "hazy");
        assertEquals(List.of(40, 30, 3), List.of(hazy.width(), hazy.height(), hazy.channels()));
        assertEquals(clean.range(), hazy.range());
        for (String map : List.of("transmission", "density")) {
            FloatImage image = table.image(0, map);
            assertEquals(List.of(40, 30, 1), List.of(image.width(), image.height(), image.channels()));
            assertEquals(ValueRange.UNIT, image.range());
        }
    }

    private static void assertSame(final ResultTable one, final ResultTable other) {
        for (String image : List.of("hazy", "transmission", "density")) {
            assertEquals(one.image(0, image), other.image(0, image), image);
        }
        for (String column : ADDED.subList(3, ADDED.size())) {
            assertEquals(one.cell(0, column), other.cell(0, column), column);
        }
    }

    @Test
    void givesTheSamePixelsForTheSameSeed() {
        ResultTable one = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        ResultTable other = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        assertSame(one, other);
    }

    @Test
    void givesOtherPixelsForAnotherSeed() {
        ResultTable one = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        ResultTable other = synthesizer.set("seed", 43L).execute(TestTable.ofImages(clean)).quietTable();
        assertNotEquals(one.image(0, "hazy"), other.image(0, "hazy"));
        assertNotEquals(one.image(0, "density"), other.image(0, "density"));
        assertNotEquals(one.number(0, "beta"), other.number(0, "beta"));
    }

    @Test
    void takesTheSeedFromAnIntegerVariable() {
        ResultTable typed = synthesizer.set("seed", 7L).execute(TestTable.ofImages(clean)).quietTable();
        ResultTable controlled = synthesizer.reset().control("seed", 7).execute(TestTable.ofImages(clean)).quietTable();
        assertSame(typed, controlled);
    }

    @Test
    void drawsForEveryRowByItsPosition() {
        ResultTable both = synthesizer.execute(TestTable.ofImages(clean, clean)).quietTable();
        assertNotEquals(both.image(0, "hazy"), both.image(1, "hazy"));
        assertNotEquals(both.number(0, "beta"), both.number(1, "beta"));
        ResultTable renamed = synthesizer.execute(TestTable.of("image", IMAGE).row("other", clean)).quietTable();
        assertSame(both, renamed);
    }

    @Test
    void addsTheHazeThatItWritesIntoTheTable() {
        withoutDegradations();
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        FloatImage hazy = table.image(0, "hazy");
        float[] t = table.image(0, "transmission").plane(0);
        float[] map = table.image(0, "density").plane(0);
        String[] light = {"airlight_r", "airlight_g", "airlight_b"};
        for (int i = 0; i < t.length; i++) {
            // A ramp, far at the top: distance 1 in the first row, 0 in the last.
            double distance = 1 - i / 40 / 29.0;
            double density = table.number(0, "beta") + table.number(0, "map_share") * map[i];
            assertEquals(Math.exp(-2 * distance * density), t[i], 1e-5);
            for (int c = 0; c < 3; c++) {
                double expected = clean.plane(c)[i] * t[i] + 255 * table.number(0, light[c]) * (1 - t[i]);
                assertEquals(expected, hazy.plane(c)[i], 1e-3);
            }
        }
    }

    @Test
    void drawsFromThePublishedRangesOfItsPresets() {
        FloatImage[] images = new FloatImage[12];
        Arrays.fill(images, Pictures.clear(4, 3));
        ResultTable hazeFlow = synthesizer.execute(TestTable.ofImages(images)).quietTable();
        ResultTable ridcp = synthesizer.set("preset", "RIDCP").execute(TestTable.ofImages(images)).quietTable();
        for (int r = 0; r < images.length; r++) {
            // docs/goldens.md, "Haze synthesis": A from 0.25 to 1.8, each channel +-0.025, beta from 0.2 to 2.8;
            // RIDCP: A from 0.25 to 1, beta from 0.3 to 1.5.
            assertBetween(0.225, 1.825, hazeFlow.number(r, "airlight_g"));
            assertBetween(0.2, 2.8, hazeFlow.number(r, "beta"));
            assertBetween(0.5, 1, hazeFlow.number(r, "map_share"));
            assertTrue(List.of(5, 6, 7).contains(hazeFlow.whole(r, "walk_factor")));
            assertTrue(List.of(15.0, 25.0, 35.0).contains(hazeFlow.number(r, "smoothing_sigma")));
            assertBetween(0.225, 1.025, ridcp.number(r, "airlight_g"));
            assertBetween(0.3, 1.5, ridcp.number(r, "beta"));
            assertEquals("The haze is even", ridcp.reason(r, "map_share"));
        }
    }

    private static void assertBetween(final double min, final double max, final double value) {
        assertTrue(value >= min && value <= max, value + " is not from " + min + " to " + max);
    }

    @Test
    void degradesAShareOfTheImages() {
        FloatImage[] images = new FloatImage[24];
        Arrays.fill(images, Pictures.clear(4, 3));
        ResultTable table = synthesizer.set("preset", "RIDCP").execute(TestTable.ofImages(images)).quietTable();
        for (String column : List.of("gamma", "noise_kind", "noise_level", "jpeg_quality")) {
            int missing = 0;
            for (int r = 0; r < images.length; r++) {
                missing += table.isMissing(r, column) ? 1 : 0;
            }
            assertTrue(missing > 0 && missing < images.length, missing + " of " + column + " are missing");
        }
        for (int r = 0; r < images.length; r++) {
            assertEquals(table.isMissing(r, "noise_kind"), table.isMissing(r, "noise_level"));
            if (!table.isMissing(r, "noise_kind")) {
                assertTrue(List.of("independent", "grey", "correlated").contains(table.text(r, "noise_kind")));
            }
        }
    }

    @Test
    void leavesOutWhatIsSwitchedOff() {
        withoutDegradations();
        synthesizer.set("patches", "EVEN");
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean, clean, clean)).quietTable();
        for (int r = 0; r < 3; r++) {
            assertEquals("The image was not darkened", table.reason(r, "gamma"));
            assertEquals("The image got no noise", table.reason(r, "noise_kind"));
            assertEquals("The image got no noise", table.reason(r, "noise_level"));
            assertEquals("The image was not compressed", table.reason(r, "jpeg_quality"));
            assertEquals("The haze is even", table.reason(r, "walk_factor"));
            assertEquals("The haze is even", table.reason(r, "smoothing_sigma"));
            assertEquals(FloatImage.zeros(40, 30, 1, ValueRange.UNIT), table.image(r, "density"));
        }
    }

    @Test
    void mixesPatchesIntoTheRangesOfRidcpWhenAskedTo() {
        ResultTable table = synthesizer.set("preset", "RIDCP").set("patches", "PATCHES")
            .execute(TestTable.ofImages(clean)).quietTable();
        assertBetween(0.5, 1, table.number(0, "map_share"));
        assertNotEquals(FloatImage.zeros(40, 30, 1, ValueRange.UNIT), table.image(0, "density"));
    }

    @Test
    void drawsWhatIsSetWithCustomRanges() {
        synthesizer.set("preset", "CUSTOM").set("airlightMin", 0.8).set("airlightMax", 0.8).set("colourBias", 0.0)
            .set("densityMin", 1.0).set("densityMax", 1.0).set("depthScale", 3.0).set("mixMin", 0.25)
            .set("mixMax", 0.25).set("mapWidth", 16).set("walkFactors", " 9").set("smoothingSigmas", "2.5")
            .set("darkenShare", 1.0).set("gammaMin", 2.0).set("gammaMax", 2.0)
            .set("noiseShare", 0.0).set("jpegShare", 1.0)
            .set("jpegQualityMin", 77).set("jpegQualityMax", 77).set("depth", "CONSTANT").set("distance", 0.5);
        ResultTable table = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        assertEquals(List.of(0.8, 0.8, 0.8, 1.0, 0.25, 2.5, 2.0),
            List.of(table.number(0, "airlight_r"), table.number(0, "airlight_g"), table.number(0, "airlight_b"),
                table.number(0, "beta"), table.number(0, "map_share"), table.number(0, "smoothing_sigma"),
                table.number(0, "gamma")));
        assertEquals(List.of(9, 77), List.of(table.whole(0, "walk_factor"), table.whole(0, "jpeg_quality")));
        assertTrue(table.isMissing(0, "noise_kind"));
        float[] map = table.image(0, "density").plane(0);
        float[] t = table.image(0, "transmission").plane(0);
        for (int i = 0; i < t.length; i++) {
            assertEquals(Math.exp(-3 * 0.5 * (1 + 0.25 * map[i])), t[i], 1e-5);
        }
    }

    @Test
    void letsThePresetDecideWhateverStandsInTheHiddenFields() {
        ResultTable published = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        ResultTable withOtherFields = synthesizer.set("airlightMin", 0.0).set("mapWidth", 8)
            .set("walkFactors", "nonsense").set("jpegShare", 0.0).execute(TestTable.ofImages(clean)).quietTable();
        assertSame(published, withOtherFields);
    }

    @Test
    void clipsTheHazyImageOnlyWhenToldTo() {
        withoutDegradations();
        synthesizer.set("preset", "CUSTOM").set("airlightMin", 1.5).set("airlightMax", 1.5);
        assertTrue(largest(synthesizer.execute(TestTable.ofImages(clean)).quietTable().image(0, "hazy")) > 255);
        synthesizer.set("clipHazy", true);
        assertEquals(255, largest(synthesizer.execute(TestTable.ofImages(clean)).quietTable().image(0, "hazy")));
    }

    private static float largest(final FloatImage image) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < image.channels(); c++) {
            for (float value : image.plane(c)) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    @Test
    void addsTheSamePieceOfTheCleanImageToATrainingCrop() {
        withoutDegradations();
        for (String preset : List.of("HAZEFLOW", "RIDCP")) {
            Outcome outcome = synthesizer.set("preset", preset).set("trainingCrop", true)
                .execute(TestTable.ofImages(Pictures.clear(300, 280)));
            ResultTable table = outcome.quietTable();
            assertEquals("clean", table.columns().get(4));
            for (String column : List.of("hazy", "transmission", "density", "clean")) {
                FloatImage image = table.image(0, column);
                assertEquals(List.of(256, 256), List.of(image.width(), image.height()), column);
            }
            assertFalse(table.image(0, "clean").equals(table.image(0, "hazy")));
        }
    }

    @Test
    void givesPngCellsOutForEveryImageColumn() {
        ResultTable table = synthesizer.set("imageCells", "PNG_16").set("trainingCrop", true)
            .execute(TestTable.ofImages(clean)).quietTable();
        for (String column : List.of("hazy", "transmission", "density", "clean")) {
            assertEquals(PNG, table.spec().getColumnSpec(column).getType());
            assertEquals(ValueRange.UINT16, table.image(0, column).range());
        }
    }

    @Test
    void takesPngCellsIn() {
        ResultTable ours = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        TestTable png = TestTable.of("image", PNG).row("Row0", TestTable.png(clean, 8));
        assertSame(ours, synthesizer.execute(png).quietTable());
    }

    @Test
    void staysInTheUnitsOfTheImage() {
        withoutDegradations();
        FloatImage deep = clean.mapRange(ValueRange.UINT16);
        ResultTable eight = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        ResultTable sixteen = synthesizer.execute(TestTable.ofImages(deep)).quietTable();
        assertEquals(ValueRange.UINT16, sixteen.image(0, "hazy").range());
        assertEquals(eight.image(0, "transmission"), sixteen.image(0, "transmission"));
        FloatImage expected = eight.image(0, "hazy").mapRange(ValueRange.UINT16);
        assertEquals(0, Pictures.difference(expected, sixteen.image(0, "hazy")), 0.1);
    }

    @Test
    void hazesGreyImagesWithOneLight() {
        ResultTable table = synthesizer.execute(TestTable.ofImages(Pictures.pattern(40, 30, 1))).quietTable();
        assertEquals(1, table.image(0, "hazy").channels());
        assertEquals(table.number(0, "airlight_r"), table.number(0, "airlight_b"));
    }

    @Test
    void worksOnImagesOfOnePixelAndOfDifferentSizes() {
        ResultTable table = synthesizer.execute(TestTable.ofImages(Pictures.pattern(1, 1, 3),
            Pictures.pattern(70, 5, 1), Pictures.pattern(2, 90, 3))).quietTable();
        assertEquals(1, table.image(0, "hazy").pixels());
        assertEquals(70, table.image(1, "hazy").width());
        assertEquals(90, table.image(2, "transmission").height());
    }

    @Test
    void keepsNaNAndWarnsOfIt() {
        withoutDegradations();
        FloatImage odd = Pictures.copy(clean);
        odd.plane(1)[3] = Float.NaN;
        odd.plane(2)[9] = Float.POSITIVE_INFINITY;
        Outcome outcome = synthesizer.execute(TestTable.ofImages(clean, odd));
        assertTrue(Float.isNaN(outcome.table().image(1, "hazy").plane(1)[3]));
        assertTrue(outcome.warning().contains("Row \"Row1\": 2 of 1200 pixels"), outcome.warning());
    }

    @Test
    void givesMissingCellsWithTheReasonForWhatItCannotHaze() {
        Outcome outcome = synthesizer.execute(TestTable.ofImages(clean, null, Pictures.stack(9, 8, 3), clean));
        ResultTable table = outcome.table();
        for (String column : ADDED) {
            assertTrue(table.reason(1, column).startsWith("The image is missing"), table.reason(1, column));
            assertTrue(table.reason(2, column).contains("stack of 3 slices"), table.reason(2, column));
        }
        ResultTable undisturbed = synthesizer.execute(TestTable.ofImages(clean)).quietTable();
        assertSame(undisturbed, table);
        assertEquals(clean.range(), table.image(3, "hazy").range());
        assertTrue(outcome.warning().startsWith("In 2 images the new cells are missing:\n  Row \"Row1\": "),
            outcome.warning());
    }

    @Test
    void passesAnEmptyTable() {
        ResultTable table = synthesizer.execute(TestTable.ofImages()).table();
        assertEquals(0, table.size());
        assertEquals(15, table.columns().size());
    }

    @Test
    void makesItsColumnNamesUniqueAndGivesTheOthersOn() {
        TestTable input = TestTable.of("hazy", StringCell.TYPE, "picture", IMAGE, "beta", DoubleCell.TYPE)
            .row("k", "kept", clean, null);
        ResultTable table = synthesizer.execute(input).quietTable();
        assertEquals(List.of("hazy", "picture", "beta", "hazy (#1)"), table.columns().subList(0, 4));
        assertTrue(table.columns().contains("beta (#1)"), table.columns().toString());
        assertEquals("kept", table.text(0, "hazy"));
        assertEquals(List.of("k"), table.keys());
    }
}
