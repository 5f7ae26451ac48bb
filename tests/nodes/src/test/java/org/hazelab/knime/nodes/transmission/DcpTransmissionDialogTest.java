// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Element;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Group;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.knime.nodes.transmission.AirlightParameters.AirlightRule;
import org.hazelab.knime.nodes.transmission.AirlightParameters.AirlightSource;
import org.hazelab.knime.nodes.transmission.DarkChannelParameters.Preset;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** What the dialog shows of a node that was just connected. */
class DcpTransmissionDialogTest {

    private static final DialogInput IMAGES = DialogInput.of(TestTable.of("image", IMAGE).spec());

    private final DcpTransmissionNodeParameters fresh = new DcpTransmissionNodeParameters(IMAGES);

    private List<String> basic() {
        return Dialog.of(fresh, IMAGES).basic().stream().map(Control::title).toList();
    }

    /** The titles below a heading, of what has an effect. */
    private List<String> below(final String heading) {
        Group section = Dialog.of(fresh, IMAGES).sections().filter(group -> group.title().equals(heading)).findFirst()
            .orElseThrow();
        return titles(section.elements());
    }

    private static List<String> titles(final List<Element> elements) {
        return elements.stream().filter(Element::shown)
            .flatMap(element -> element instanceof Group group ? titles(group.elements()).stream()
                : List.of(((Control)element).title()).stream())
            .toList();
    }

    @Test
    void beginsWithWhatAFirstTimeUserNeeds() {
        assertEquals(List.of("Image column", "Method", "Strength (-1 to 1, below 0 adds haze)",
            "Smallest transmission t0 (0.001 to 1)", "Protect details from clipping"), basic());
    }

    @Test
    void asksOnlyForWhatTheSourceOfTheLightNeeds() {
        assertEquals(List.of("Source", "Ignore saturated pixels"), below("Atmospheric light"));
        fresh.airlight = AirlightSource.FIXED;
        assertEquals(List.of("Source", "Red (0 to 1)", "Green (0 to 1)", "Blue (0 to 1)"), below("Atmospheric light"));
        fresh.airlight = AirlightSource.COLUMNS;
        assertEquals(List.of("Source", "Red column", "Green column", "Blue column"), below("Atmospheric light"));
    }

    @Test
    void asksForARuleOnlyWhereLightIsEstimatedByAMethodOfOnesOwn() {
        String rule = "Rule of the atmospheric light";
        String share = "Haziest pixels (fraction, 0 to 1)";
        fresh.preset = Preset.CUSTOM;
        assertEquals(List.of(rule, share), below("Custom method").stream().filter(List.of(rule, share)::contains)
            .toList());
        fresh.airlightRule = AirlightRule.WHITE;
        assertEquals(List.of(rule), below("Custom method").stream().filter(List.of(rule, share)::contains).toList());
        fresh.airlight = AirlightSource.FIXED;
        assertEquals(List.of(), below("Custom method").stream().filter(List.of(rule, share)::contains).toList());
    }

    @Test
    void choosesColumnsOfTheLightOnlyWhereTheTableHasThem() {
        assertEquals(List.of("", "", ""), columns(fresh));
        assertEquals(List.of("airlight_r", "airlight_g", ""),
            columns(new DcpTransmissionNodeParameters(DialogInput.of(TestTable.of("image", IMAGE, "airlight_r",
                DoubleCell.TYPE, "airlight_g", DoubleCell.TYPE, "airlight_b", StringCell.TYPE).spec()))));
        assertEquals(List.of("", "", ""),
            columns(new DcpTransmissionNodeParameters(DialogInput.unknown(BufferedDataTable.TYPE))));
    }

    private static List<String> columns(final DcpTransmissionNodeParameters values) {
        return List.of(values.airlightRedColumn, values.airlightGreenColumn, values.airlightBlueColumn);
    }
}
