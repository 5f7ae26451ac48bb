// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Passes rows on with a column that tells of the chosen columns, the optional input, and the workflow's folder. */
public final class ModifyNodeFactory extends DefaultNodeFactory {

    static final class TextColumns extends CompatibleColumnsProvider {
        TextColumns() {
            super(List.of(StringValue.class));
        }
    }

    /** A column, and a choice of columns. */
    public static final class Parameters implements NodeParameters {
        @Widget(title = "Column", description = "A column of text.")
        @ChoicesProvider(TextColumns.class)
        String column = "";
        @Widget(title = "Columns", description = "Some columns.")
        @ColumnFilterWidget(choicesProvider = TextColumns.class)
        ColumnFilter columns = new ColumnFilter();

        Parameters() {
            // when settings are read
        }

        Parameters(final NodeParametersInput input) {
            column = ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, StringValue.class).stream().findFirst()
                .map(DataColumnSpec::getName).orElse("");
            columns =
                new ColumnFilter(ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, IntValue.class).stream()
                    .map(DataColumnSpec::getName).toArray(String[]::new)).withIncludeUnknownColumns();
        }
    }

    /** For the extension point. */
    public ModifyNodeFactory() {
        super(DefaultNode.create().name("Test Modify").icon("icon.png").shortDescription("Adds a column.")
            .fullDescription("Adds a column.").sinceVersion(5, 8, 0)
            .dynamicPorts(d -> d
                .addInputPortGroup("Rows", g -> g.name("Rows").description("The rows.").fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("Reference",
                    g -> g.name("Reference").description("More rows.").optional()
                        .supportedTypes(BufferedDataTable.TYPE))
                .addOutputPortGroup("Out",
                    g -> g.name("Out").description("The rows.").fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(Parameters.class).configure(ModifyNodeFactory::configure)
                .execute(ModifyNodeFactory::execute)));
    }

    private static DataTableSpec appended(final DataTableSpec spec) {
        String name = DataTableSpec.getUniqueColumnName(spec, "note");
        return new DataTableSpecCreator(spec)
            .addColumns(new DataColumnSpecCreator(name, StringCell.TYPE).createSpec()).createSpec();
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out)
        throws InvalidSettingsException {
        Parameters parameters = in.getParameters();
        DataTableSpec spec = in.getInTableSpec(0);
        if (!parameters.column.isEmpty() && !spec.containsName(parameters.column)) {
            throw new InvalidSettingsException("There is no column \"" + parameters.column + "\".");
        }
        out.setOutSpec(0, appended(spec));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException {
        Parameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        DataTableSpec spec = table.getDataTableSpec();
        NodeContext context = NodeContext.getContext();
        String reference = in.getInTables().length > 1 ? Long.toString(in.getInTable(1).size()) : "none";
        String folder = context.getContextObjectForClass(WorkflowContextV2.class).orElseThrow().getExecutorInfo()
            .getLocalWorkflowPath().getFileName().toString();
        String note = parameters.column + " " + Arrays.toString(parameters.columns.filter(spec.stream().toList())) + " "
            + reference + " " + folder;
        BufferedDataContainer rows = in.getExecutionContext().createDataContainer(appended(spec));
        for (DataRow row : table) {
            DataCell[] cells = new DataCell[row.getNumCells() + 1];
            for (int i = 0; i < row.getNumCells(); i++) {
                cells[i] = row.getCell(i);
            }
            cells[row.getNumCells()] = new StringCell(note);
            rows.addRowToTable(new DefaultRow(row.getKey(), cells));
        }
        rows.close();
        out.setOutData(rows.getTable());
    }
}
