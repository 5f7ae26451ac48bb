// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.specimens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;

class SpecimenGeneratorTest {

    @AutoClose
    private final NodeTester generator = new NodeTester(new SpecimenGeneratorNodeFactory());

    @BeforeEach
    void makeThemSmall() {
        generator.set("count", 3).set("width", 40).set("height", 32).set("slices", 5);
    }

    @Test
    void givesNamedStacksOfTheSizeThatIsSet() {
        ResultTable table = generator.set("prefix", "cell").execute().quietTable();
        assertEquals(List.of("name", "image"), table.columns());
        assertEquals(List.of("cell_001", "cell_002", "cell_003"), table.texts("name"));
        for (int row = 0; row < 3; row++) {
            FloatImage stack = table.image(row, "image");
            assertEquals(List.of(40, 32, 5, 1),
                List.of(stack.width(), stack.height(), stack.slices(), stack.channels()));
            assertEquals(ValueRange.UNIT, stack.range());
        }
    }

    @Test
    void givesTheSameForTheSameSeedAlone() {
        ResultTable one = generator.execute().quietTable();
        FloatImage first = one.image(0, "image");
        assertNotEquals(first, one.image(1, "image"));
        assertEquals(first, generator.execute().quietTable().image(0, "image"));
        assertNotEquals(first, generator.set("seed", 2L).execute().quietTable().image(0, "image"));
    }

    @Test
    void refusesMoreStructuresThanCanBeDrawn() {
        String refusal =
            generator.set("width", 8192).set("height", 8192).set("filaments", 10_000.0).configure().refusal();
        assertTrue(refusal.contains("Choose a lower density or a smaller stack"), refusal);
    }

    @Test
    void theDialogRefusesWhatDoesNotGoTogether() {
        generator.set("width", 8192).set("height", 8192).set("filaments", 10_000.0);
        assertTrue(refusalOfTheDialog().contains("Choose a lower density or a smaller stack"));
        generator.reset().set("radiusMin", 20.0);
        assertEquals("The smallest blob radius, 20, is above the largest, 12. Exchange them.", refusalOfTheDialog());
    }

    private String refusalOfTheDialog() {
        return assertThrows(InvalidSettingsException.class, generator::saved).getMessage();
    }

    @Test
    void theDialogShowsFiveControlsAtFirst() {
        Dialog dialog = Dialog.of(new SpecimenGeneratorNodeParameters(), DialogInput.of());
        assertEquals(List.of("Number of specimens", "Width (px)", "Height (px)", "Slices", "Slice distance (px)"),
            dialog.basic().stream().map(Dialog.Control::title).toList());
    }
}
