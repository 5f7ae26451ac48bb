// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.Kind;
import org.hazelab.knime.nodes.synthesizer.DepthParameters.DepthFrom;
import org.hazelab.knime.nodes.synthesizer.HazeParameters.Preset;
import org.hazelab.knime.nodes.synthesizer.MicroscopeParameters.Focus;
import org.hazelab.knime.nodes.synthesizer.MicroscopeParameters.Objective;
import org.hazelab.knime.nodes.synthesizer.MicroscopeParameters.PointSpread;
import org.hazelab.knime.nodes.synthesizer.PatchesParameters.Patches;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;

/** The dialog of the Haze Synthesizer shows what has an effect with the kind of haze and the choices made. */
class HazeSynthesizerDialogTest {

    private final HazeSynthesizerNodeParameters parameters = new HazeSynthesizerNodeParameters();

    private Dialog dialog() {
        return Dialog.of(parameters, DialogInput.of(TestTable.ofImages().spec()));
    }

    private List<String> basic() {
        return dialog().basic().stream().map(Control::title).toList();
    }

    private List<String> shown() {
        return dialog().shown().map(Control::title).toList();
    }

    @Test
    void showsOfPhotographsWhatADepthNeeds() {
        List<String> before = List.of("Kind of haze", "Image column", "Depth");
        List<String> after = List.of("Haze ranges", "Haze distribution");
        for (DepthFrom depth : DepthFrom.values()) {
            parameters.depth = depth;
            List<String> own = switch (depth) {
                case RAMP -> List.of("Far side");
                case CONSTANT -> List.of("Distance (0 to 1)");
                case COLUMN -> List.of("Depth column", "Near pixels have");
            };
            assertEquals(before, basic().subList(0, 3));
            assertEquals(own, basic().subList(3, 3 + own.size()));
            assertEquals(after, basic().subList(3 + own.size(), basic().size()));
        }
    }

    @Test
    void showsRangesThatAreYourOwn() {
        assertFalse(shown().contains("Gamma, minimum"));
        parameters.preset = Preset.CUSTOM;
        assertTrue(basic().containsAll(List.of("Light, minimum", "Depth scale", "Patch maps", "Walk lengths")));
        assertTrue(shown().containsAll(List.of("Gamma, minimum", "Noise, maximum (levels)", "JPEG quality, minimum",
            "Fraction of darkened images (0 to 1)")));
        parameters.patches = Patches.EVEN;
        parameters.darken = false;
        parameters.noise = false;
        parameters.jpeg = false;
        assertTrue(basic().contains("Density, maximum"));
        for (String without : List.of("Patch maps", "Patch strength, minimum", "Map size (px)", "Walk lengths",
            "Gamma, minimum", "Fraction of darkened images (0 to 1)", "Noise, minimum (levels)",
            "Fraction of noisy images (0 to 1)", "JPEG quality, minimum", "Fraction of JPEG images (0 to 1)")) {
            assertFalse(shown().contains(without), without);
        }
    }

    @Test
    void showsOfAMicroscopeWhatItsChoicesNeed() {
        parameters.kind = Kind.MICROSCOPE;
        parameters.preset = Preset.CUSTOM;
        parameters.depth = DepthFrom.COLUMN;
        assertEquals(List.of("Kind of haze", "Image column", "Objective", "Slice distance (um)", "Wavelength (nm)",
            "Haze, minimum", "Haze, maximum"), basic());
        List<String> chosen = List.of("Numerical aperture", "Immersion index (1 to 3)", "Pixel size (um)",
            "Specimen index (1 to 3)", "Focus depth (um)", "Slice in focus");
        chosen.forEach(title -> assertFalse(shown().contains(title), title));
        assertTrue(shown().contains("Read noise (e-)"));
        parameters.microscope.objective = Objective.CUSTOM;
        parameters.microscope.pointSpread = PointSpread.GIBSON_LANNI;
        parameters.microscope.focus = Focus.GIVEN;
        parameters.microscope.cameraNoise = false;
        assertTrue(shown().containsAll(chosen));
        assertFalse(shown().contains("Read noise (e-)"));
        parameters.kind = Kind.ATMOSPHERE;
        chosen.forEach(title -> assertFalse(shown().contains(title), title));
    }

    @Test
    void knowsAtTheFieldWhatListsAre() {
        String whole = new PatchesParameters.WholeNumbers().getPattern();
        String numbers = new PatchesParameters.Numbers().getPattern();
        for (String fine : List.of("5, 6, 7", " 5 ,7 ", "12")) {
            assertTrue(fine.matches(whole), fine);
            assertTrue(fine.matches(numbers), fine);
        }
        assertTrue("2.5, 1e1".matches(numbers));
        for (String wrong : List.of("", ",", "a, b", "5; 6", "1,,2", "5,")) {
            assertFalse(wrong.matches(whole), wrong);
            assertFalse(wrong.matches(numbers), wrong);
        }
        assertFalse("5.5".matches(whole));
    }

    @Test
    void aNewNodeTakesTheSecondImageColumnForDepth() {
        TestTable one = TestTable.of("text", StringCell.TYPE, "image", IMAGE);
        assertEquals("", new HazeSynthesizerNodeParameters(DialogInput.of(one.spec())).depthColumn);
        TestTable two = TestTable.of("text", StringCell.TYPE, "image", IMAGE, "depth", IMAGE);
        HazeSynthesizerNodeParameters fresh = new HazeSynthesizerNodeParameters(DialogInput.of(two.spec()));
        assertEquals(List.of("image", "depth"), List.of(fresh.imageColumn, fresh.depthColumn));
    }
}
