// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.node.InvalidSettingsException;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the Image Writer's dialog asks. */
final class ImageWriterNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Files")
    @After(ImagesSection.class)
    interface FilesSection {
    }

    enum Format {
        @Label(value = "PNG, 8 bit", description = "The value range becomes 0 to 255; values outside of it are "
            + "clipped.")
        PNG_8,
        @Label(value = "PNG, 16 bit", description = "The value range becomes 0 to 65535; values outside of it are "
            + "clipped. "
            + "A transmission of 1 becomes 65535.")
        PNG_16,
        @Label(value = "TIFF, 32-bit float", description = "Every value as it is, with the value range noted in the "
            + "file; "
            + "stacks and any number of channels.")
        TIFF_FLOAT,
        @Label(value = "JPEG", description = "Small, with losses: for looking, not for measuring.")
        JPEG
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails before it writes anything over.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE,
        @Label(value = "Skip", description = "The old file stays, nothing is written; its path is given out.")
        SKIP,
        @Label(value = "Add a number", description = "The new file gets a free name such as cell_2.png.")
        UNIQUE
    }

    interface FormatReference extends ParameterReference<Format> {
    }

    static final class IsJpeg implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(Format.JPEG);
        }
    }

    @Layout(ImagesSection.class)
    @Widget(title = "Image column", description = "The images to write.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Format", description = "The format of the files.")
    @ValueReference(FormatReference.class)
    Format format = Format.PNG_8;

    @Layout(ImagesSection.class)
    @Widget(title = "JPEG quality", description = "From 1 (small) to 100 (good).")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = IsJpeg.class, type = EffectType.SHOW)
    int jpegQuality = 92;

    @Layout(FilesSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the "
        + "workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    String folder = "knime://knime.workflow/data/output";

    @Layout(FilesSection.class)
    @Widget(title = "Create missing folders", description = "Makes the folder if it is not there yet.")
    boolean createFolder = true;

    @Layout(FilesSection.class)
    @Widget(title = "File name", description = "The name of each file without its ending. A column's name in braces "
        + "stands "
        + "for the row's value, <tt>{RowID}</tt> for the row's key: <tt>{name}_dehazed</tt>.")
    String fileName = "{RowID}";

    @Layout(FilesSection.class)
    @Widget(title = "If a file exists", description = "What to do when there is a file of that name already. Two rows "
        + "of one "
        + "run never write to the same file.")
    IfExists ifExists = IfExists.FAIL;

    @Layout(FilesSection.class)
    @Widget(title = "Path column", description = "The name of the column that gets the path of each written file.",
        advanced = true)
    String pathColumn = "path";

    ImageWriterNodeParameters() {
    }

    ImageWriterNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
        if (input.getInTableSpec(0).filter(spec -> spec.containsName("name")).isPresent()) {
            fileName = "{name}";
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (folder.isBlank()) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to write into.");
        }
        if (fileName.isBlank()) {
            throw new InvalidSettingsException("No file name is given. Enter one such as {name}.");
        }
        if (pathColumn.isBlank()) {
            throw new InvalidSettingsException("The path column has no name. Enter one such as path.");
        }
        Limits.check("JPEG quality", jpegQuality, 1, 100);
    }
}
