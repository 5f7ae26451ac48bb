// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import org.hazelab.operations.WriteModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** What the Model Writer's dialog asks. */
final class ModelWriterNodeParameters implements NodeParameters {

    @Section(title = "File")
    interface FileSection {
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails and leaves the old file as it is.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE
    }

    @Layout(FileSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a path on this computer, or one relative to the "
        + "workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    String folder = "knime://knime.workflow/data/output";

    @Layout(FileSection.class)
    @Widget(title = "Create missing folders", description = "Makes the folder if it is not there yet.")
    boolean createFolder = true;

    @Layout(FileSection.class)
    @Widget(title = "File name", description = "The name of the file. The ending <tt>.safetensors</tt> is added where "
        + "it is missing.")
    String fileName = "model.safetensors";

    @Layout(FileSection.class)
    @Widget(title = "If the file exists", description = "What to do when there is a file of that name already.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    @Override
    public void validate() throws InvalidSettingsException {
        if (folder.isBlank()) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to write into.");
        }
        if (!WriteModel.isFileName(fileName)) {
            throw new InvalidSettingsException("\"" + fileName + "\" is no file name. Enter a name such as "
                + "model.safetensors; the folder has a field of its own.");
        }
    }
}
