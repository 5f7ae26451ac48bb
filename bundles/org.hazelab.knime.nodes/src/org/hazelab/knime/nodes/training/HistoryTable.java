// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.Nullable;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.methods.training.Round;
import org.hazelab.operations.training.TrainMethod;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The history of a training as a table: a row an epoch, a column a loss, and the stage if there are several. */
final class HistoryTable {

    private final boolean stages;
    private final List<String> losses;
    private final List<String> validationLosses;

    HistoryTable(TrainingRecipe recipe) {
        stages = recipe.stages().size() > 1;
        losses = recipe.losses();
        validationLosses = recipe.validationLosses();
    }

    DataTableSpec spec() {
        List<DataColumnSpec> columns = new ArrayList<>();
        if (stages) {
            columns.add(column("stage", StringCell.TYPE));
        }
        columns.add(column("epoch", IntCell.TYPE));
        losses.forEach(loss -> columns.add(column("training_" + loss, DoubleCell.TYPE)));
        validationLosses.forEach(loss -> columns.add(column("validation_" + loss, DoubleCell.TYPE)));
        columns.add(column("seconds", DoubleCell.TYPE));
        columns.add(column("best", BooleanCell.TYPE));
        return new DataTableSpec(columns.toArray(new DataColumnSpec[0]));
    }

    BufferedDataTable of(TrainMethod.Result result, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(spec());
        for (HistoryLine line : result.history()) {
            String key = "Epoch" + line.round().number();
            container.addRowToTable(new DefaultRow(stages ? line.stage() + " " + key : key,
                cells(line).toArray(new DataCell[0])));
        }
        container.close();
        return container.getTable();
    }

    private List<DataCell> cells(HistoryLine line) {
        Round round = line.round();
        List<DataCell> cells = new ArrayList<>();
        if (stages) {
            cells.add(new StringCell(line.stage()));
        }
        cells.add(new IntCell(round.number()));
        losses.forEach(loss -> cells.add(cell(round.losses().get(loss), "This stage has no such loss")));
        String reason = round.validation().isEmpty() ? "There are no images for validation"
            : "This stage has no such loss";
        validationLosses.forEach(loss -> cells.add(cell(round.validation().get(loss), reason)));
        cells.add(new DoubleCell(line.seconds()));
        cells.add(round.best() ? BooleanCell.TRUE : BooleanCell.FALSE);
        return cells;
    }

    private static DataCell cell(@Nullable Double number, String reason) {
        return number == null ? new MissingCell(reason) : new DoubleCell(number);
    }
}
