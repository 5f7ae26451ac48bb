// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.IsFileName;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.operations.models.WriteModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the Model Writer's dialog asks. */
final class ModelWriterNodeParameters implements NodeParameters {

    /** Below the format. */
    interface FileLayout {
    }

    enum Format {
        @Label(value = "safetensors (HazeLab, Python)",
            description = "The weights with the method, the configuration, the normalization "
                + "and the record of the training. HazeLab's Model Reader reads it again; Python reads the weights "
                + "with <tt>safetensors.torch.load_file</tt> and the texts with <tt>safetensors.safe_open</tt>.")
        SAFETENSORS,
        @Label(value = "TorchScript (run without HazeLab)",
            description = "The network as a program with its weights, to run it without "
                + "HazeLab: Python opens it with <tt>torch.jit.load</tt>, C++ with <tt>torch::jit::load</tt>. Its "
                + "extra file <tt>hazelab.json</tt> has the same texts. HazeLab does not read it again, as it is a "
                + "program.")
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

    interface FormatReference extends ParameterReference<Format> {
    }

    interface FolderReference extends ParameterReference<String> {
    }

    interface CreateReference extends ParameterReference<Boolean> {
    }

    interface FileNameReference extends ParameterReference<String> {
    }

    /** Says in the dialog where the file goes. */
    static final class FileMessage extends PlaceMessage {

        private Supplier<Format> format;
        private Supplier<String> folder;
        private Supplier<Boolean> create;
        private Supplier<String> fileName;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            format = initializer.computeFromValueSupplier(FormatReference.class);
            folder = initializer.computeFromValueSupplier(FolderReference.class);
            create = initializer.computeFromValueSupplier(CreateReference.class);
            fileName = initializer.computeFromValueSupplier(FileNameReference.class);
        }

        @Override
        protected Optional<Look> question(NodeParametersInput input) {
            String name = fileName.get();
            return WriteModel.isFileName(name) ? Places.outputFile(folder.get(),
                WriteModel.fileName(name, format.get().format()), create.get()) : Optional.empty();
        }
    }

    @Layout(FileLayout.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/output")
    @ValueReference(FolderReference.class)
    String folder = "knime://knime.workflow/data/output";

    @Layout(FileLayout.class)
    @Widget(title = "Create missing folders", description = "Creates the folder if it does not exist yet.",
        advanced = true)
    @ValueReference(CreateReference.class)
    boolean createFolder = true;

    @Widget(title = "Format", description = "The format of the file, which depends on the programs that use it.")
    @RadioButtonsWidget
    @ValueReference(FormatReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    Format format = Format.SAFETENSORS;

    @Layout(FileLayout.class)
    @Widget(title = "File name", description = "The name of the file. The extension is set by the format: "
        + "<tt>.safetensors</tt> or <tt>.pt</tt>.")
    @TextInputWidget(placeholder = "model", patternValidation = IsFileName.class)
    @ValueReference(FileNameReference.class)
    String fileName = "model.safetensors";

    @Layout(FileLayout.class)
    @TextMessage(FileMessage.class)
    Void fileMessage;

    @Layout(FileLayout.class)
    @Widget(title = "If the file exists", description = "What to do if there is a file of that name already.")
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
