// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

class HazeSynthesizerSettingsTest {

    @AutoClose
    private final NodeTester synthesizer = new NodeTester(new HazeSynthesizerNodeFactory());

    private final TestTable images = TestTable.of("image", IMAGE, "text", StringCell.TYPE);

    private String refusal() {
        return synthesizer.configure(images.spec()).refusal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5, x", "", ",", "5; 6", "5.5", "five", "99999999999"})
    void refusesAListOfLengthsThatIsNone(final String list) {
        synthesizer.set("preset", "CUSTOM").set("walkFactors", list);
        assertEquals("The field \"walk lengths\" holds \"" + list
            + "\". Enter whole numbers separated by commas, such as 5, 6, 7.", refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"15, x", " ", "1,,2"})
    void refusesAListOfSmoothingsThatIsNone(final String list) {
        synthesizer.set("preset", "CUSTOM").set("smoothingSigmas", list);
        assertEquals("The field \"smoothing\" holds \"" + list
            + "\". Enter numbers separated by commas, such as 15, 25, 35.", refusal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"walkFactors | 0, 5 | from 1 to 1000", "walkFactors | 1001 | from 1 to 1000",
        "smoothingSigmas | 0 | from 0.1 to 1000", "smoothingSigmas | NaN | from 0.1 to 1000"})
    void refusesNumbersInAListThatAreOutOfTheirLimits(final String key, final String list, final String limits) {
        synthesizer.set("preset", "CUSTOM").set(key, list);
        assertTrue(refusal().contains(limits), refusal());
    }

    @Test
    void acceptsBlanksAndOneNumber() {
        synthesizer.set("preset", "CUSTOM").set("walkFactors", " 5 ,7 ").set("smoothingSigmas", "2.5")
            .configure(images.spec()).spec();
    }

    @Test
    void doesNotMindListsThatThePresetDoesNotUse() {
        synthesizer.set("walkFactors", "x").configure(images.spec()).spec();
    }

    @Test
    void refusesIntervalsTheWrongWayRound() {
        synthesizer.set("preset", "CUSTOM").set("airlightMin", 1.0).set("airlightMax", 0.5);
        assertEquals("The smallest light, 1, is above the largest, 0.5. Exchange them.", refusal());
    }

    @Test
    void refusesAMapThatWouldTakeForever() {
        synthesizer.set("preset", "CUSTOM").set("mapWidth", 4096).set("walkFactors", "1000");
        assertTrue(refusal().contains("500 million steps"), refusal());
    }

    @Test
    void refusesAColumnThatIsNotThereOrHoldsNoImages() {
        assertEquals("The input table has no column \"gone\". Choose another image column in the dialog.",
            synthesizer.set("imageColumn", "gone").configure(images.spec()).refusal());
        assertTrue(synthesizer.set("imageColumn", "text").configure(images.spec()).refusal()
            .startsWith("The column \"text\" holds "));
        assertEquals("No image column is chosen. Open the dialog and choose one.",
            synthesizer.reset().configure(TestTable.of("text", StringCell.TYPE).spec()).refusal());
    }

    private InvalidSettingsException refusalOfTheDialog() {
        return assertThrows(InvalidSettingsException.class, () -> synthesizer.saved(images.spec()));
    }

    @Test
    void theDialogRefusesWhatNeedsNoTable() {
        synthesizer.set("preset", "CUSTOM").set("walkFactors", "a, b");
        assertEquals(
            "The field \"walk lengths\" holds \"a, b\". Enter whole numbers separated by commas, such as 5, 6, 7.",
            refusalOfTheDialog().getMessage());
        synthesizer.reset().set("kind", "MICROSCOPE").set("microscope/flatSlices", 4);
        assertTrue(refusalOfTheDialog().getMessage().contains("Choose an odd number"));
        synthesizer.reset().set("kind", "MICROSCOPE").set("microscope/objective", "CUSTOM")
            .set("microscope/immersionIndex", 1.0);
        assertTrue(refusalOfTheDialog().getMessage().startsWith("The numerical aperture 1.2 is not below"));
    }

    @Test
    void theDialogDoesNotMindTheOtherKindOfHaze() throws InvalidSettingsException {
        synthesizer.set("microscope/flatSlices", 4).saved(images.spec());
        synthesizer.reset().set("kind", "MICROSCOPE").set("preset", "CUSTOM").set("walkFactors", "x")
            .saved(images.spec());
    }
}
