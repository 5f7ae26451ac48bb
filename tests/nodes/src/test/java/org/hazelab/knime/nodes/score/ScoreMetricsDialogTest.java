// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.message.TextMessage.Message;

/** What the dialog shows of a node that was just connected. */
class ScoreMetricsDialogTest {

    private static final TestTable IMAGES = TestTable.of("name", StringCell.TYPE, "picture", IMAGE);

    private static List<String> shown(final ScoreMetricsNodeParameters values, final DialogInput input) {
        return Dialog.of(values, input).basic().stream().map(Control::title).toList();
    }

    @Test
    void showsNothingOfReferencesThatAreNotThere() {
        DialogInput input = DialogInput.of(IMAGES.spec());
        ScoreMetricsNodeParameters fresh = new ScoreMetricsNodeParameters(input);
        assertEquals(List.of("Image column", "Reference images", "Metrics"), shown(fresh, input));
        assertEquals(ReferenceParameters.ReferenceFrom.NONE, fresh.reference);
        fresh.reference = ReferenceParameters.ReferenceFrom.COLUMN;
        assertEquals(List.of("Image column", "Reference images", "Reference column", "Metrics"), shown(fresh, input));
    }

    @Test
    void asksOfASecondTableOnlyWhatItNeeds() {
        DialogInput input =
            DialogInput.of(IMAGES.spec(), TestTable.of("name", StringCell.TYPE, "truth", PNG, "other", IMAGE).spec());
        ScoreMetricsNodeParameters fresh = new ScoreMetricsNodeParameters(input);
        assertEquals("truth", fresh.referenceTableColumn);
        assertEquals(List.of("Image column", "Image column of the references", "Metrics", "Match by",
            "Name of the image", "Name of the reference", "Part of the name that counts"), shown(fresh, input));
        fresh.matchBy = ReferenceParameters.MatchBy.ROW_KEY;
        assertEquals(List.of("Image column", "Image column of the references", "Metrics", "Match by"),
            shown(fresh, input));
        DialogInput unknown = DialogInput.unknown(BufferedDataTable.TYPE, BufferedDataTable.TYPE);
        assertFalse(shown(fresh, unknown).contains("Reference images"));
    }

    @Test
    void takesAColumnWhoseNameSaysThatItHoldsReferences() {
        for (String name : List.of("clean", "Clean image", "GT", "01_ground-truth", "reference")) {
            ScoreMetricsNodeParameters fresh = new ScoreMetricsNodeParameters(
                DialogInput.of(TestTable.of(name, PNG, "dehazed", IMAGE, "other", IMAGE).spec()));
            assertEquals(List.of("dehazed", ReferenceParameters.ReferenceFrom.COLUMN, name),
                List.of(fresh.imageColumn, fresh.reference, fresh.referenceColumn));
        }
        ScoreMetricsNodeParameters alone =
            new ScoreMetricsNodeParameters(DialogInput.of(TestTable.of("clean", IMAGE).spec()));
        assertEquals(List.of("clean", ReferenceParameters.ReferenceFrom.NONE),
            List.of(alone.imageColumn, alone.reference));
    }

    @Test
    void saysWhichMetricsLackAReference() {
        DialogInput one = DialogInput.of(IMAGES.spec());
        ReferenceParameters.ReferenceFrom none = ReferenceParameters.ReferenceFrom.NONE;
        String[] usual = new ScoreMetricsNodeParameters(one).metrics;
        Message told = ReferencesMessage.message(one, none, usual).orElseThrow();
        assertEquals("4 of 7 metrics need reference images", told.title());
        assertTrue(told.description().contains("PSNR, SSIM, MS-SSIM, FSIM."), told.description());
        assertEquals(Optional.empty(),
            ReferencesMessage.message(one, none, new String[] {"niqe", "dark_channel"}));
        assertEquals(Optional.empty(),
            ReferencesMessage.message(one, ReferenceParameters.ReferenceFrom.COLUMN, usual));
        DialogInput two = DialogInput.unknown(BufferedDataTable.TYPE, BufferedDataTable.TYPE);
        assertEquals(Optional.empty(), ReferencesMessage.message(two, none, usual));
    }

    @Test
    void namesMetricsByTheirTitlesAndThoseWithoutReferenceLast() {
        List<StringChoice> choices = new ScoreMetricsNodeParameters.Metrics().computeState(null);
        List<String> titles = choices.stream().map(StringChoice::text).toList();
        assertEquals(titles.size(), titles.stream().distinct().count(), titles.toString());
        assertTrue(titles.containsAll(List.of("PSNR", "MS-SSIM", "Dark channel mean")), titles.toString());
        List<String> ids = choices.stream().map(StringChoice::id).toList();
        assertEquals(List.of("niqe", "brisque", "fade", "dark_channel").stream().sorted().toList(),
            ids.subList(ids.size() - 4, ids.size()).stream().sorted().toList());
    }

    /** Workflows that were saved when a fresh node computed more. */
    @Test
    void keepsTheMetricsOfASavedWorkflow() throws IOException, InvalidSettingsException {
        String[] saved = {"psnr", "psnr_y", "ri_psnr", "ssim", "ssim_y", "ms_ssim", "micro_ms3im", "vsi", "fsim",
            "fsimc", "gmsd", "mse", "mae", "niqe", "brisque", "fade", "dark_channel"};
        try (NodeTester score = new NodeTester(new ScoreMetricsNodeFactory())) {
            score.set("metrics", saved);
            assertEquals(List.of(saved), List.of(score.saved(IMAGES.spec()).getStringArray("metrics")));
        }
    }
}
