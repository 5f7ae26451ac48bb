// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

class MicroscopeHazeTest {

    @AutoClose
    private final NodeTester synthesizer = new NodeTester(new HazeSynthesizerNodeFactory());

    private final FloatImage stack = Pictures.stack(40, 30, 5);

    @BeforeEach
    void chooseTheMicroscope() {
        synthesizer.set("kind", "MICROSCOPE");
    }

    @Test
    void takesGreySavedAsColourForGreyAndColourByChoice() {
        FloatImage grey = FloatImage.of(40, 30, stack.range(), stack.plane(0, 0));
        FloatImage rgb = FloatImage.of(40, 30, stack.range(), grey.plane(0), grey.plane(0), grey.plane(0));
        FloatImage colour = FloatImage.of(40, 30, stack.range(), stack.plane(1, 0), grey.plane(0));
        FloatImage expected = synthesizer.execute(TestTable.ofImages(grey)).quietTable().image(0, "hazy");
        assertEquals(expected, synthesizer.execute(TestTable.ofImages(rgb)).quietTable().image(0, "hazy"));
        assertTrue(synthesizer.execute(TestTable.ofImages(colour)).table().reason(0, "hazy")
            .startsWith("The specimen has 2 channels that differ"));
        assertEquals(expected, synthesizer.set("microscope/channel", "CHANNEL_2").execute(TestTable.ofImages(colour))
            .quietTable().image(0, "hazy"));
    }

    @Test
    void addsHazyAndCleanImagesAndWhatWasDrawn() {
        TestTable table =
            TestTable.of("image", IMAGE, "name", StringCell.TYPE).row("a", stack, "x").row("b", stack, "y");
        ResultTable result = synthesizer.execute(table).quietTable();
        assertEquals(List.of("image", "name", "hazy", "clean", "haze", "photons", "focus_slice"), result.columns());
        FloatImage hazy = result.image(0, "hazy");
        assertEquals(List.of(40, 30, 1, 1), List.of(hazy.width(), hazy.height(), hazy.slices(), hazy.channels()));
        assertEquals(new ValueRange(0, 4095), hazy.range());
        assertEquals(hazy.range(), result.image(0, "clean").range());
        assertNotEquals(hazy, result.image(1, "hazy"));
        assertEquals(200, result.number(0, "photons"));
        assertTrue(result.number(0, "haze") >= 0.2 && result.number(0, "haze") <= 0.4);
        assertEquals(3, result.number(0, "focus_slice"));
    }

    @Test
    void givesTheSameForTheSameSeedAlone() {
        TestTable table = TestTable.ofImages(stack);
        FloatImage hazy = synthesizer.execute(table).quietTable().image(0, "hazy");
        assertEquals(hazy, synthesizer.execute(table).quietTable().image(0, "hazy"));
        assertNotEquals(hazy, synthesizer.set("seed", 43L).execute(table).quietTable().image(0, "hazy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIR_10X", "AIR_20X", "OIL_40X", "WATER_60X", "OIL_63X", "CUSTOM"})
    void everyObjectiveWorksWithEveryPointSpread(String objective) {
        synthesizer.set("microscope/objective", objective);
        for (String model : List.of("GAUSSIAN_BEAM", "BORN_WOLF", "GIBSON_LANNI")) {
            synthesizer.set("microscope/pointSpread", model);
            if (objective.startsWith("OIL") && model.equals("GIBSON_LANNI")) {
                // Part of the light of such an aperture is reflected where oil meets water.
                synthesizer.set("microscope/sampleIndex", 1.515);
            }
            synthesizer.execute(TestTable.ofImages(stack)).quietTable();
        }
    }

    @Test
    void inventsSlicesAroundFlatImages() {
        FloatImage flat = Pictures.pattern(40, 30, 1);
        ResultTable table =
            synthesizer.set("microscope/flatSlices", 7).execute(TestTable.ofImages(flat)).quietTable();
        assertEquals(4, table.number(0, "focus_slice"));
    }

    @Test
    void givesMissingCellsForColourImages() {
        Outcome outcome = synthesizer.execute(TestTable.ofImages(Pictures.hazy(40, 30), stack));
        assertTrue(outcome.table().reason(0, "hazy").contains("3 channels that differ"),
            outcome.table().reason(0, "hazy"));
        assertTrue(outcome.table().reason(0, "focus_slice").contains("3 channels that differ"));
        assertEquals(1, outcome.table().image(1, "hazy").slices());
        assertTrue(outcome.warning().startsWith("In 1 image the new cells are missing"), outcome.warning());
    }

    @Test
    void refusesAnApertureThatNothingCouldHave() {
        synthesizer.set("microscope/objective", "CUSTOM").set("microscope/immersionIndex", 1.0);
        String refusal = synthesizer.configure(TestTable.ofImages().spec()).refusal();
        assertTrue(refusal.startsWith("The numerical aperture 1.2 is not below the refractive index 1.0"), refusal);
        synthesizer.set("kind", "ATMOSPHERE").configure(TestTable.ofImages().spec()).spec();
    }

    @Test
    void refusesAnEvenNumberOfSlicesAroundFlatImages() {
        String refusal = synthesizer.set("microscope/flatSlices", 4).configure(TestTable.ofImages().spec()).refusal();
        assertTrue(refusal.contains("Choose an odd number"), refusal);
    }

    /** Workflows that were saved before there were microscopes. */
    @Test
    void loadsSettingsThatKnowNoMicroscope() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(synthesizer.defaults(), "kind", "microscope");
        assertEquals(synthesizer.defaults().toStringValue(), synthesizer.loadedAndSaved(old).toStringValue());
    }
}
