// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.csv;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.IsFileName;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the CSV Writer's dialog asks. */
final class CsvWriterNodeParameters implements NodeParameters {

    @Section(title = "File")
    interface FileSection {
    }

    @Section(title = "CSV format")
    @Advanced
    @After(FileSection.class)
    interface FormatSection {
    }

    /** What can stand in a CSV file: numbers (also whole ones), texts and truth values. */
    private static final List<Class<? extends DataValue>> WRITABLE =
        List.of(DoubleValue.class, StringValue.class, BooleanValue.class);

    static final class WritableColumns extends CompatibleColumnsProvider {
        WritableColumns() {
            super(WRITABLE);
        }
    }

    static boolean isWritable(DataColumnSpec column) {
        return WRITABLE.stream().anyMatch(column.getType()::isCompatible);
    }

    enum Separator {
        @Label("Comma")
        COMMA,
        @Label("Semicolon")
        SEMICOLON,
        @Label("Tab")
        TAB;

        char character() {
            return switch (this) {
                case COMMA -> ',';
                case SEMICOLON -> ';';
                case TAB -> '\t';
            };
        }
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails and leaves the old file as it is.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE
    }

    interface FolderReference extends ParameterReference<String> {
    }

    interface CreateReference extends ParameterReference<Boolean> {
    }

    interface FileNameReference extends ParameterReference<String> {
    }

    /** Says in the dialog where the file goes. */
    static final class FileMessage extends PlaceMessage {

        private Supplier<String> folder;
        private Supplier<Boolean> create;
        private Supplier<String> fileName;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            folder = initializer.computeFromValueSupplier(FolderReference.class);
            create = initializer.computeFromValueSupplier(CreateReference.class);
            fileName = initializer.computeFromValueSupplier(FileNameReference.class);
        }

        @Override
        protected Optional<Look> question(NodeParametersInput input) {
            return fileName.get().isBlank() ? Optional.empty()
                : Places.outputFile(folder.get(), fileName.get().strip(), create.get());
        }
    }

    @Widget(title = "Columns", description = "The columns to write, in the order of the table. Columns of images "
        + "cannot be written.")
    @ColumnFilterWidget(choicesProvider = WritableColumns.class)
    ColumnFilter columns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Write RowIDs", description = "Writes the RowIDs into a first column named RowID.")
    boolean rowKeys;

    @Layout(FileSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/output")
    @ValueReference(FolderReference.class)
    String folder = "knime://knime.workflow/data/output";

    @Layout(FileSection.class)
    @Widget(title = "Create missing folders", description = "Creates the folder if it does not exist yet.")
    @ValueReference(CreateReference.class)
    boolean createFolder = true;

    @Layout(FileSection.class)
    @Widget(title = "File name", description = "The name of the file with its extension.")
    @TextInputWidget(placeholder = "table.csv", patternValidation = IsFileName.class)
    @ValueReference(FileNameReference.class)
    String fileName = "table.csv";

    @Layout(FileSection.class)
    @TextMessage(FileMessage.class)
    Void fileMessage;

    @Layout(FileSection.class)
    @Widget(title = "If the file exists", description = "What to do if there is a file of that name already.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    @Layout(FormatSection.class)
    @Widget(title = "Column separator", description = "The character between two fields of a row. Programs in a "
        + "language that writes a decimal comma, such as Excel in German, often expect a semicolon.")
    @ValueSwitchWidget
    Separator separator = Separator.COMMA;

    @Layout(FormatSection.class)
    @Widget(title = "Write byte order mark (for Excel)", description = "Begins the file with the byte order mark of "
        + "UTF-8. Without it Excel shows accented letters wrongly; other programs do not need it.")
    boolean byteOrderMark;

    @Override
    public void validate() throws InvalidSettingsException {
        if (folder.isBlank()) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to write into.");
        }
        Limits.checkFileName(fileName, "results.csv");
    }
}
