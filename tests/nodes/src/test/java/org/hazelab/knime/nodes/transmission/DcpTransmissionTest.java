// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.operations.haze.EstimateTransmission;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DcpTransmissionTest {

    @AutoClose
    private final NodeTester dcp = new NodeTester(new DcpTransmissionNodeFactory());

    private final FloatImage hazy = Pictures.hazy(64, 48);

    private ResultTable run(final FloatImage image) {
        return dcp.execute(TestTable.ofImages(image)).quietTable();
    }

    private static DcpSettings published(final DarkChannelParameters.Preset preset) {
        return switch (preset) {
            case HE_2011 -> DcpSettings.he2011();
            case HAZEFLOW -> DcpSettings.hazeFlow();
            case HAZEFLOW_TRAINING -> DcpSettings.hazeFlowTraining();
            case DEHAZESB -> DcpSettings.dehazeSb();
            case CUSTOM -> throw new IllegalArgumentException("not published");
        };
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CUSTOM")
    void givesWhatThePublishedVariantGives(final DarkChannelParameters.Preset preset)
        throws HazeLabException {
        EstimateTransmission.Result expected = new EstimateTransmission(
            new EstimateTransmission.Config(published(preset), RecoverySettings.he2011().withClip(true)))
            .run(hazy, Progress.NONE);
        dcp.set("preset", preset.name());
        ResultTable table = run(hazy);
        assertEquals(expected.haze().transmission(), table.image(0, "transmission"));
        assertEquals(expected.dehazed(), table.image(0, "dehazed"));
        assertEquals(expected.haze().airlight().red(), table.number(0, "airlight_r"));
        assertEquals(expected.haze().airlight().green(), table.number(0, "airlight_g"));
        assertEquals(expected.haze().airlight().blue(), table.number(0, "airlight_b"));
        assertEquals(expected.haze().mean(), table.number(0, "transmission_mean"));
        assertEquals(expected.haze().min(), table.number(0, "transmission_min"));
        assertEquals(expected.haze().max(), table.number(0, "transmission_max"));
    }

    @Test
    void takesTheHazeAway() {
        ResultTable table = run(hazy);
        FloatImage t = table.image(0, "transmission");
        assertTrue(t.plane(0)[0] < t.plane(0)[t.pixels() - 1], "the haze is at the top");
        assertEquals(hazy.range(), table.image(0, "dehazed").range());
        assertTrue(mean(table.image(0, "dehazed").plane(0)) < mean(hazy.plane(0)), "dehazed is not darker");
    }

    private static double mean(final float[] plane) {
        double sum = 0;
        for (float value : plane) {
            sum += value;
        }
        return sum / plane.length;
    }

    @Test
    void beginsItsCustomValuesWithThoseOfHe2011() {
        ResultTable published = run(hazy);
        dcp.set("preset", "CUSTOM");
        assertEquals(published.image(0, "transmission"), run(hazy).image(0, "transmission"));
    }

    @ParameterizedTest
    @CsvSource({"HAZEFLOW, 15, MEAN_OF_HAZIEST, 0.001, 100, 1e-4, REFLECT_101, LUMA_8_BIT",
        "HAZEFLOW_TRAINING, 15, WHITE, 0.001, 100, 1e-4, REFLECT_101, LUMA_8_BIT",
        "DEHAZESB, 5, MAX_CHANNEL_OF_HAZIEST, 0.01, 31, 1e-3, SHRINK, LUMA_FOUR_DIGITS"})
    void reachesEveryPublishedVariantWithCustomValues(final String preset, final int patch, final String rule,
        final double share, final int window, final double eps, final String border, final String guide) {
        dcp.set("preset", preset);
        ResultTable published = run(hazy);
        dcp.reset().set("preset", "CUSTOM").set("patchWidth", patch).set("omega", 0.95).set("airlightRule", rule)
            .set("haziestShare", share).set("filterWindow", window).set("filterEps", eps).set("filterBorder", border)
            .set("filterGuide", guide).set("clipTransmission", false);
        ResultTable custom = run(hazy);
        assertEquals(published.image(0, "transmission"), custom.image(0, "transmission"));
        assertEquals(published.image(0, "dehazed"), custom.image(0, "dehazed"));
    }

    @ParameterizedTest
    @CsvSource({"patchWidth, 7", "omega, 0.5", "filterWindow, 9", "filterEps, 0.1", "haziestShare, 0.5"})
    void changesTheTransmissionByEveryCustomNumber(final String key, final double value) {
        dcp.set("preset", "CUSTOM").set("airlightRule", "MEAN_OF_HAZIEST");
        FloatImage before = run(hazy).image(0, "transmission");
        boolean whole = key.equals("patchWidth") || key.equals("filterWindow");
        if (whole) {
            dcp.set(key, (int)value);
        } else {
            dcp.set(key, value);
        }
        assertNotEquals(before, run(hazy).image(0, "transmission"));
    }

    @ParameterizedTest
    @CsvSource({"minTransmission, 0.9", "strength, 0.5", "distanceLimit, 0.5", "saturation, 0", "skyProtection, 1"})
    void changesTheDehazedImageAloneByTheNumbersOfDehazing(final String key, final double value) {
        ResultTable before = run(hazy);
        dcp.set(key, value);
        ResultTable after = run(hazy);
        assertEquals(before.image(0, "transmission"), after.image(0, "transmission"));
        assertNotEquals(before.image(0, "dehazed"), after.image(0, "dehazed"));
    }

    @Test
    void leavesThePictureAsItIsAtStrengthZero() {
        dcp.set("strength", 0.0);
        assertEquals(0, Pictures.difference(hazy, run(hazy).image(0, "dehazed")), 1e-3);
    }

    @Test
    void givesTheRawMapWithoutRefinement() {
        dcp.set("preset", "CUSTOM").set("refinement", "NONE").set("patchWidth", 1).set("airlightRule", "WHITE")
            .set("omega", 1.0);
        float[] t = run(hazy).image(0, "transmission").plane(0);
        for (int i = 0; i < t.length; i++) {
            float dark = Math.min(hazy.plane(0)[i], Math.min(hazy.plane(1)[i], hazy.plane(2)[i])) / 255;
            assertEquals(1 - dark, t[i], 1e-6);
        }
    }

    @Test
    void doesNotTakeLampsForHazeWhenToldTo() {
        FloatImage lamp = Pictures.copy(hazy);
        for (int i = 0; i < 20 * 64; i++) {
            if (i % 64 < 20) {
                for (int c = 0; c < 3; c++) {
                    lamp.plane(c)[i] = 255;
                }
            }
        }
        assertEquals(1, run(lamp).number(0, "airlight_r"));
        dcp.set("ignoreSaturated", true);
        assertTrue(run(lamp).number(0, "airlight_r") < 1, "airlight " + run(lamp).number(0, "airlight_r"));
    }

    /** The same picture in other units, every number exact: v becomes offset + factor v. */
    private FloatImage inUnits(final float offset, final float factor, final ValueRange range) {
        FloatImage image = Pictures.copy(hazy).withRange(range);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                image.plane(c)[i] = offset + factor * image.plane(c)[i];
            }
        }
        return image;
    }

    @ParameterizedTest
    @EnumSource(DarkChannelParameters.Preset.class)
    void agreesOnEveryBitDepth(final DarkChannelParameters.Preset preset) {
        dcp.set("preset", preset.name());
        ResultTable eight = run(hazy);
        for (FloatImage same : List.of(inUnits(0, 257, ValueRange.UINT16), hazy.normalized(),
            inUnits(-100, 4, new ValueRange(-100, 920)))) {
            ResultTable other = run(same);
            assertEquals(eight.image(0, "transmission"), other.image(0, "transmission"));
            assertEquals(eight.number(0, "airlight_r"), other.number(0, "airlight_r"));
            assertEquals(same.range(), other.image(0, "dehazed").range());
            assertEquals(0, Pictures.difference(eight.image(0, "dehazed").normalized(),
                other.image(0, "dehazed").normalized()), 1e-5);
        }
    }

    @Test
    void agreesOnGreyAndOnTheSameGreyAsColour() {
        FloatImage grey = FloatImage.of(64, 48, ValueRange.UINT8, hazy.plane(1));
        FloatImage colour = FloatImage.of(64, 48, ValueRange.UINT8, hazy.plane(1), hazy.plane(1), hazy.plane(1));
        ResultTable one = run(grey);
        ResultTable three = run(colour);
        assertEquals(0, Pictures.difference(one.image(0, "transmission"), three.image(0, "transmission")), 1e-5);
        assertEquals(one.number(0, "airlight_b"), three.number(0, "airlight_b"), 1e-6);
        assertEquals(1, one.image(0, "dehazed").channels());
        assertEquals(3, three.image(0, "dehazed").channels());
    }

    @Test
    void takesPngCellsLikeItsOwn() {
        ResultTable own = run(hazy);
        TestTable png = TestTable.of("image", PNG).row("Row0", TestTable.png(hazy, 8));
        ResultTable eight = dcp.execute(png).quietTable();
        assertEquals(own.image(0, "transmission"), eight.image(0, "transmission"));
        assertEquals(own.image(0, "dehazed"), eight.image(0, "dehazed"));
        FloatImage deep = hazy.mapRange(ValueRange.UINT16);
        ResultTable sixteen = dcp.execute(TestTable.of("image", PNG).row("Row0", TestTable.png(deep, 16))).quietTable();
        assertEquals(run(deep).image(0, "dehazed"), sixteen.image(0, "dehazed"));
    }

    @Test
    void givesPngCellsOut() {
        ResultTable own = run(hazy);
        for (int bits : new int[] {8, 16}) {
            ResultTable png = dcp.set("imageCells", "PNG_" + bits).execute(TestTable.ofImages(hazy)).quietTable();
            double step = 1.0 / ((1 << bits) - 1);
            for (String column : List.of("transmission", "dehazed")) {
                assertEquals(PNG, png.spec().getColumnSpec(column).getType());
                double difference = Pictures.difference(own.image(0, column).normalized(),
                    png.image(0, column).normalized());
                assertTrue(difference <= 0.51 * step, column + " with " + bits + " bits differs by " + difference);
            }
        }
    }

    @Test
    void keepsWhatLeavesTheRangeWhenToldNotToClip() {
        dcp.set("preset", "CUSTOM").set("omega", 1.0).set("patchWidth", 3).set("clipDehazed", false);
        float smallest = 0;
        for (float value : run(hazy).image(0, "dehazed").plane(0)) {
            smallest = Math.min(smallest, value);
        }
        assertTrue(smallest < 0, "nothing is below black");
        dcp.set("clipDehazed", true);
        for (float value : run(hazy).image(0, "dehazed").plane(0)) {
            assertTrue(value >= 0 && value <= 255);
        }
    }
}
