// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.csv.CsvWriterNodeParameters.IfExists;
import org.hazelab.knime.nodes.shared.CellTexts;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.OverwritePolicy;
import org.hazelab.operations.table.WriteCsv;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** CSV Writer (HazeLab): a table in, a file out. */
public final class CsvWriterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("CSV Writer (HazeLab)").icon("./csv_writer.png")
        .shortDescription("Writes numbers and texts of a table to a CSV file.")
        .fullDescription("""
            <p>Writes the chosen columns to a file of comma-separated values after RFC 4180: UTF-8, a first line with \
            the
            names, fields quoted where needed. Numbers are written with as many digits as it takes to read the very same
            number again, whatever the language of the computer; missing values are empty.</p>
            <p>The file appears under its name only once it is complete.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addInputTable("Table", "The table to write."))
        .model(model -> model.parametersClass(CsvWriterNodeParameters.class)
            .configure(CsvWriterNodeFactory::configure).execute(CsvWriterNodeFactory::execute))
        .nodeType(NodeType.Sink).keywords("save", "export", "table", "text", "comma");

    /** Called by KNIME. */
    public CsvWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CsvWriterNodeParameters parameters = in.getParameters();
        columns(in.getInTableSpec(0), parameters);
        NodeRun.checkPlace(parameters.folder);
    }

    /** The positions of the columns to write. */
    private static int[] columns(DataTableSpec spec, CsvWriterNodeParameters parameters)
        throws InvalidSettingsException {
        List<DataColumnSpec> writable = spec.stream().filter(CsvWriterNodeParameters::isWritable).toList();
        int[] columns = Stream.of(parameters.columns.filter(writable)).mapToInt(spec::findColumnIndex).toArray();
        if (columns.length == 0 && !parameters.rowKeys) {
            throw new InvalidSettingsException(
                "No column is chosen that can be written. Choose columns of numbers or texts.");
        }
        return columns;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CsvWriterNodeParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        Optional<Path> workflow = NodeRun.workflowFolder();
        NodeRun.run(in.getExecutionContext(), progress -> write(table, parameters, workflow, progress));
    }

    private static void write(BufferedDataTable table, CsvWriterNodeParameters parameters, Optional<Path> workflow,
        Progress progress) throws HazeLabException {
        DataTableSpec spec = table.getDataTableSpec();
        int[] columns = NodeRun.checked(() -> columns(spec, parameters));
        List<String> names = new ArrayList<>(parameters.rowKeys ? List.of("RowID") : List.of());
        for (int column : columns) {
            names.add(spec.getColumnSpec(column).getName());
        }
        Path file =
            FileLocation.inFolder(FileLocation.resolve(parameters.folder, workflow), parameters.fileName.strip());
        WriteCsv.Config config = new WriteCsv.Config(file, parameters.createFolder, parameters.separator.character(),
            parameters.byteOrderMark,
            parameters.ifExists == IfExists.OVERWRITE ? OverwritePolicy.OVERWRITE : OverwritePolicy.FAIL);
        try (WriteCsv csv = WriteCsv.open(config, names); CloseableRowIterator rows = table.iterator()) {
            for (long r = 0; rows.hasNext(); r++) {
                progress.checkCanceled();
                progress.report(r / (double)table.size(), "Row " + (r + 1) + " of " + table.size());
                csv.row(values(rows.next(), columns, parameters.rowKeys));
            }
            progress.checkCanceled();
            csv.finish();
        }
    }

    private static List<Object> values(DataRow row, int[] columns, boolean rowKey) {
        List<Object> values = new ArrayList<>();
        if (rowKey) {
            values.add(row.getKey().getString());
        }
        for (int column : columns) {
            values.add(CellTexts.plain(row.getCell(column)));
        }
        return values;
    }
}
