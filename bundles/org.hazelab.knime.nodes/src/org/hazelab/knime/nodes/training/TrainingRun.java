// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.TableRows;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.operations.training.LossCurve;
import org.hazelab.operations.training.TrainMethod;
import org.hazelab.operations.training.TrainingRow;
import org.hazelab.runtime.RuntimeSettings;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;

/** The execution of all nodes that train: from tables and a recipe to a model, its history and the loss curve. */
public final class TrainingRun {

    private final TrainingRecipe recipe;
    private final CommonSettings settings;
    private final Map<String, ImageTable<TrainingRow>> tables = new LinkedHashMap<>();
    private Optional<Path> start = Optional.empty();

    /** Of a recipe, before a model to start from has changed it. */
    public TrainingRun(TrainingRecipe recipe, CommonSettings settings) {
        this.recipe = recipe;
        this.settings = settings;
    }

    /** Adds a table, under the name that the recipe has for it. */
    public void table(String name, BufferedDataTable table, TrainingColumns columns, Channels channels) {
        tables.put(name, new TableRows<>(table, row -> new RowImages(row, columns, channels)));
    }

    /** Sets a model to start from. */
    public void start(ModelPortObject model) {
        start = Optional.of(model.file());
    }

    /** Builds a run from what is connected. */
    @FunctionalInterface
    public interface Maker {
        TrainingRun make() throws HazeLabException;
    }

    /**
     * Executes a node.
     *
     * @param maker is called on the node's own thread
     */
    public static void execute(ExecuteInput in, ExecuteOutput out, Maker maker)
        throws CanceledExecutionException, KNIMEException {
        ExecutionContext exec = in.getExecutionContext();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            TrainingRun run = maker.make();
            RuntimeSettings runtime = run.settings.runtime();
            TrainMethod training = new TrainMethod(run.recipe, run.settings.config(), runtime,
                notes(warnings));
            TrainMethod.Result[] result = {null};
            ModelPortObject model = ModelPortObject.create(exec, target -> {
                result[0] = training.run(run.tables, run.start, target, progress);
                return result[0].description();
            });
            run.note(result[0], warnings);
            byte[] curve = LossCurve.of(result[0].history()).png(TrainingPorts.CURVE_WIDTH,
                TrainingPorts.CURVE_HEIGHT);
            out.setOutData(model, new HistoryTable(run.recipe).of(result[0], exec),
                new ImagePortObject(new PNGImageContent(curve), TrainingPorts.CURVE));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static TrainMethod.Notes notes(Warnings warnings) {
        return new TrainMethod.Notes() {
            @Override
            public void leftOut(HazeLabException reason) {
                warnings.add("something is wrong, and the row is left out", reason.getMessage());
            }

            @Override
            public void remark(String sentence) {
                warnings.note(sentence);
            }
        };
    }

    private void note(TrainMethod.Result result, Warnings warnings) {
        result.remarks().forEach(warnings::note);
        if (result.resumedAt() == result.history().size()) {
            warnings.note("The checkpoint had all " + result.resumedAt() + " epochs behind it, so nothing was trained. "
                + "Raise the number of epochs to train further.");
        }
        for (TableRole table : recipe.tables()) {
            if (!table.heldOutOf().isEmpty() && result.rows().getOrDefault(table.name(), 0) == 0
                && result.rows().getOrDefault(table.heldOutOf(), 0) == 1 && settings.validationShare() > 0) {
                warnings.note("There is only one " + (table.images().size() == 2 ? "pair" : "row")
                    + ", so none is held out for " + table.name() + ".");
            }
        }
    }
}
