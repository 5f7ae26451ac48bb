// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.operations.files.NamePattern;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the Image Writer's dialog asks. */
final class ImageWriterNodeParameters implements NodeParameters {

    @Section(title = "Files")
    interface FilesSection {
    }

    @Section(title = "Output")
    @Advanced
    @After(FilesSection.class)
    interface OutputSection {
    }

    enum Format {
        @Label(value = "PNG, 8 bit", description = "The value range becomes 0 to 255; values outside of it are "
            + "clipped.")
        PNG_8,
        @Label(value = "PNG, 16 bit", description = "The value range becomes 0 to 65535; values outside of it are "
            + "clipped. "
            + "A transmission of 1 becomes 65535.")
        PNG_16,
        @Label(value = "TIFF, 32-bit float", description = "Every value as it is, with the value range stored in the "
            + "file; also stacks and images of any number of channels.")
        TIFF_FLOAT,
        @Label(value = "JPEG", description = "Small, with losses: for looking, not for measuring.")
        JPEG
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails before it writes anything over.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE,
        @Label(value = "Skip", description = "The old file stays, nothing is written; the output contains its path.")
        SKIP,
        @Label(value = "Add a number", description = "The new file gets a free name such as cell_2.png.")
        UNIQUE
    }

    interface FormatReference extends ParameterReference<Format> {
    }

    interface FolderReference extends ParameterReference<String> {
    }

    interface CreateReference extends ParameterReference<Boolean> {
    }

    interface FileNameReference extends ParameterReference<String> {
    }

    static final class IsJpeg implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(Format.JPEG);
        }
    }

    @Widget(title = "Image column", description = "The images to write.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(FilesSection.class)
    @Widget(title = "Format", description = "The format of the files.")
    @ValueReference(FormatReference.class)
    Format format = Format.PNG_8;

    @Layout(FilesSection.class)
    @Widget(title = "JPEG quality (1 to 100)", description = "The quality of JPEG files: 1 gives the smallest files, "
        + "100 the best images.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = IsJpeg.class, type = EffectType.SHOW)
    int jpegQuality = 92;

    @Layout(FilesSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/output")
    @ValueReference(FolderReference.class)
    String folder = "knime://knime.workflow/data/output";

    @Layout(FilesSection.class)
    @Widget(title = "Create missing folders", description = "Creates the folder if it does not exist yet.")
    @ValueReference(CreateReference.class)
    boolean createFolder = true;

    @Layout(FilesSection.class)
    @Widget(title = "File name pattern", description = "The name of each file without its extension. Use "
        + "<tt>{column}</tt> for the value of a column in the row, such as <tt>{name}_dehazed</tt>, and "
        + "<tt>{RowID}</tt> for the RowID.")
    @TextInputWidget(placeholder = "{name}_dehazed")
    @ValueReference(FileNameReference.class)
    String fileName = "{RowID}";

    @Layout(FilesSection.class)
    @TextMessage(FilesMessage.class)
    Void filesMessage;

    @Layout(FilesSection.class)
    @Widget(title = "If a file exists", description = "What to do if there is a file of that name already. Two rows "
        + "never write to the same file in one run.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    @Layout(OutputSection.class)
    @Widget(title = "Path column", description = "The name of the column with the path of each file.")
    String pathColumn = "path";

    ImageWriterNodeParameters() {
    }

    ImageWriterNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
        if (input.getInTableSpec(0).filter(spec -> spec.containsName("name")).isPresent()) {
            fileName = "{name}";
        }
    }

    /** The format of files that a choice means. */
    static ImageFileWriter.Format fileFormat(Format format) {
        return switch (format) {
            case PNG_8 -> ImageFileWriter.Format.PNG8;
            case PNG_16 -> ImageFileWriter.Format.PNG16;
            case TIFF_FLOAT -> ImageFileWriter.Format.TIFF_FLOAT;
            case JPEG -> ImageFileWriter.Format.JPEG;
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (folder.isBlank()) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to write into.");
        }
        if (fileName.isBlank()) {
            throw new InvalidSettingsException("No file name is given. Enter one such as {name}.");
        }
        try {
            NamePattern.parse(fileName);
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        if (pathColumn.isBlank()) {
            throw new InvalidSettingsException("The path column has no name. Enter one such as path.");
        }
        Limits.check("JPEG quality", jpegQuality, 1, 100);
    }
}
