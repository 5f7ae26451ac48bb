// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.csv;

import java.util.List;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** What the CSV Writer's dialog asks. */
final class CsvWriterNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "File")
    @After(ColumnsSection.class)
    interface FileSection {
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

    @Layout(ColumnsSection.class)
    @Widget(title = "Columns", description = "The columns to write, in the order of the table. Columns of images "
        + "cannot be "
        + "written.")
    @ColumnFilterWidget(choicesProvider = WritableColumns.class)
    ColumnFilter columns = new ColumnFilter().withIncludeUnknownColumns();

    @Layout(ColumnsSection.class)
    @Widget(title = "Write row keys", description = "Puts the row keys into a first column named RowID.")
    boolean rowKeys;

    @Layout(FileSection.class)
    @Widget(title = "Folder", description = "The folder to write into: a whole path on this computer, or one relative "
        + "to the "
        + "workflow such as <tt>knime://knime.workflow/data/output</tt>.")
    String folder = "knime://knime.workflow/data/output";

    @Layout(FileSection.class)
    @Widget(title = "Create missing folders", description = "Makes the folder if it is not there yet.")
    boolean createFolder = true;

    @Layout(FileSection.class)
    @Widget(title = "File name", description = "The name of the file, with its ending.")
    String fileName = "table.csv";

    @Layout(FileSection.class)
    @Widget(title = "If the file exists", description = "What to do when there is a file of that name already.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    @Layout(FileSection.class)
    @Widget(title = "Separator", description = "What stands between two fields.", advanced = true)
    @ValueSwitchWidget
    Separator separator = Separator.COMMA;

    @Layout(FileSection.class)
    @Widget(title = "Mark as UTF-8 for Excel", description = "Begins the file with a byte order mark, without which "
        + "Excel "
        + "takes umlauts and other letters for something else. Other programs do without it.", advanced = true)
    boolean byteOrderMark;

    @Override
    public void validate() throws InvalidSettingsException {
        if (folder.isBlank()) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to write into.");
        }
        Limits.checkFileName(fileName, "results.csv");
    }
}
