// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.operations.models.NormalizationChoice;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;

/** What the Model Reader's dialog asks. */
final class ModelReaderNodeParameters implements NodeParameters {

    @Section(title = "File")
    interface FileSection {
    }

    @Section(title = "Normalisation", description = "What is taken from each pixel, and what the rest is divided by, "
        + "before "
        + "the network sees an image. Wrong constants give wrong images.")
    @After(FileSection.class)
    interface NormalizationSection {
    }

    @Layout(FileSection.class)
    @Widget(title = "File", description = "The file to read: a whole path on this computer, or one relative to the "
        + "workflow such as <tt>knime://knime.workflow/data/model.safetensors</tt>.")
    String file = "knime://knime.workflow/data/model.safetensors";

    @Layout(NormalizationSection.class)
    @Widget(title = "Normalisation", description = "Where its constants come from.")
    @ValueReference(NormalizationSource.Reference.class)
    NormalizationSource normalization = NormalizationSource.FROM_MODEL;

    @Layout(NormalizationSection.class)
    @Widget(title = "Mean", description = NormalizationSource.MEAN)
    @Effect(predicate = NormalizationSource.AsksForNumbers.class, type = EffectType.SHOW)
    String normalizationMean = "";

    @Layout(NormalizationSection.class)
    @Widget(title = "Standard deviation", description = NormalizationSource.STD)
    @Effect(predicate = NormalizationSource.AsksForNumbers.class, type = EffectType.SHOW)
    String normalizationStd = "";

    NormalizationChoice choice() throws InvalidSettingsException {
        return normalization.choice(normalizationMean, normalizationStd);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (file.isBlank()) {
            throw new InvalidSettingsException("No file is given. Enter the model file to read.");
        }
    }
}
