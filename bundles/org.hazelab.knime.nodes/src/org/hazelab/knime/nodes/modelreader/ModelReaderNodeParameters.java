// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;

/** What the Model Reader's dialog asks. */
final class ModelReaderNodeParameters implements NodeParameters {

    @Section(title = "File")
    interface FileSection {
    }

    @Layout(FileSection.class)
    @Widget(title = "File", description = "The file to read: a path on this computer, or one relative to the "
        + "workflow such as <tt>knime://knime.workflow/data/model.safetensors</tt>.")
    String file = "knime://knime.workflow/data/model.safetensors";

    @Override
    public void validate() throws InvalidSettingsException {
        if (file.isBlank()) {
            throw new InvalidSettingsException("No file is given. Enter the model file to read.");
        }
    }
}
