// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import org.hazelab.operations.models.WriteModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** What the Model Writer's dialog asks. */
final class ModelWriterNodeParameters implements NodeParameters {

    @Section(title = "File")
    interface FileSection {
    }

    enum Format {
        @Label(value = "safetensors", description = "The weights with the method, the configuration, the normalisation "
            + "and the record of the training. HazeLab's Model Reader reads it again; Python reads the weights with "
            + "<tt>safetensors.torch.load_file</tt> and the texts with <tt>safetensors.safe_open</tt>.")
        SAFETENSORS,
        @Label(value = "TorchScript", description = "The network as a program with its weights, to run it without "
            + "HazeLab: Python opens it with <tt>torch.jit.load</tt>, C++ with <tt>torch::jit::load</tt>. Its extra "
            + "file <tt>hazelab.json</tt> has the same texts. HazeLab does not read it again, as it is a program.")
        TORCHSCRIPT;

        WriteModel.Format format() {
            return WriteModel.Format.valueOf(name());
        }
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails and leaves the old file as it is.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE
    }

    @Layout(FileSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the "
        + "workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    String folder = "knime://knime.workflow/data/output";

    @Layout(FileSection.class)
    @Widget(title = "Create missing folders", description = "Makes the folder if it is not there yet.")
    boolean createFolder = true;

    @Layout(FileSection.class)
    @Widget(title = "Format", description = "What the file is for.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    Format format = Format.SAFETENSORS;

    @Layout(FileSection.class)
    @Widget(title = "File name", description = "The name of the file. Its ending follows from the format, "
        + "<tt>.safetensors</tt> or <tt>.pt</tt>: it is added where it is missing, and takes the place of the other "
        + "format's ending, so that <tt>model.safetensors</tt> is written as <tt>model.pt</tt> in the format "
        + "TorchScript. Anything else behind a dot is part of the name.")
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
