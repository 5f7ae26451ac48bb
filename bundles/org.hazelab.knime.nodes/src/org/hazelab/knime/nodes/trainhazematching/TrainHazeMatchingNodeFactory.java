// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.operations.training.LossCurve;
import org.hazelab.operations.training.TrainHazeMatching;
import org.hazelab.runtime.RuntimeSettings;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Train HazeMatching: pairs of hazy and clean images in, a model and how its training went out. */
public final class TrainHazeMatchingNodeFactory extends DefaultNodeFactory {

    private static final int CURVE_WIDTH = 800;
    private static final int CURVE_HEIGHT = 600;

    private static final DefaultNode NODE = DefaultNode.create().name("Train HazeMatching")
        .icon("./train_hazematching.png")
        .shortDescription("Trains a network to dehaze microscopy images, from pairs of hazy and clean ones.")
        .fullDescription("""
            <p>Trains HazeMatching (Ray, Ashesh and Jug, "HazeMatching: Dehazing Light Microscopy Images with Guided
            Conditional Flow Matching", arXiv 2506.22397) on pairs of images of the same place: a hazy one, such as a
            widefield image, and a clean one, such as a confocal image. The network learns which clean images a hazy \
            one may
            stand for. The node Dehaze draws samples of them, whose mean is the dehazed image.</p>
            <p>Images are grey (or become so by the choice of a channel), of one slice, and of the same size within a \
            row;
            sizes may differ between rows. Training sees
            crops, which are drawn from the images at random. With <i>Authors</i> as settings it does what the authors'
            program does, which takes a GPU and hours; <i>Small, for a processor</i> takes minutes and gives a model \
            to try
            things out with.</p>
            <p>Connect a model (add the input <i>Start model</i> at the node) to train it further: its weights, its \
            network and its
            normalisation are where training begins. Connect <i>Validation images</i> to measure the loss on images \
            that are
            not trained on; otherwise a share of the pairs is held out for that.</p>
            <p>With a checkpoint file the state of the training is saved after every epoch. A cancelled node gives no \
            results
            in KNIME: what it has reached is in the checkpoint, up to the last whole epoch, and the next execution \
            goes on
            from there as if it had never stopped. That also holds after a crash. Without a checkpoint file it is \
            lost.</p>
            <p>The images are kept in a temporary file while the node runs, which takes 8 bytes for each pixel of a \
            pair, so
            the memory does not grow with their number.</p>
            """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(ports -> ports
            .addInputPortGroup("Training images", group -> group.name("Training images")
                .description("A table with a column of hazy and a column of clean images.")
                .fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Validation images", group -> group.name("Validation images")
                .description(
                    "A table with the same two columns and other images, on which the loss is measured after every "
                        + "epoch.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addInputPortGroup("Start model", group -> group.name("Start model")
                .description("A model of HazeMatching to train further.").optional()
                .supportedTypes(ModelPortObject.TYPE))
            .addOutputPortGroup("Model", group -> group.name("Model")
                .description(
                    "The trained model, with the constants of its normalisation and the record of its training.")
                .fixed(ModelPortObject.TYPE))
            .addOutputPortGroup("History", group -> group.name("History")
                .description("One row an epoch: its number (<tt>epoch</tt>), the mean loss over its crops "
                    + "(<tt>training_loss</tt>; about 2 before the network has learned anything), the mean loss over "
                    + "the "
                    + "validation crops after it (<tt>validation_loss</tt>, missing without validation), how long it "
                    + "took in "
                    + "<tt>seconds</tt>, and whether it was the <tt>best</tt> so far.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Loss curve", group -> group.name("Loss curve")
                .description("Both losses over the epochs, a PNG image of " + CURVE_WIDTH + " x " + CURVE_HEIGHT
                    + " pixels.")
                .fixed(ImagePortObject.TYPE)))
        .model(model -> model.parametersClass(TrainHazeMatchingNodeParameters.class)
            .configure(TrainHazeMatchingNodeFactory::configure).execute(TrainHazeMatchingNodeFactory::execute))
        .nodeType(NodeType.Learner)
        .keywords("learn", "network", "flow matching", "microscopy", "widefield", "confocal", "deep learning");

    private static final DataTableSpec HISTORY = new DataTableSpec(column("epoch", IntCell.TYPE),
        column("training_loss", DoubleCell.TYPE), column("validation_loss", DoubleCell.TYPE),
        column("seconds", DoubleCell.TYPE), column("best", BooleanCell.TYPE));
    private static final ImagePortObjectSpec CURVE = new ImagePortObjectSpec(PNGImageContent.TYPE);

    /** Called by KNIME. */
    public TrainHazeMatchingNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        TrainHazeMatchingNodeParameters parameters = in.getParameters();
        PortObjectSpec[] specs = in.getInPortSpecs();
        for (PortObjectSpec spec : specs) {
            if (spec instanceof DataTableSpec table) {
                Columns.of(table, parameters);
            }
        }
        try {
            // A path that is relative to the workflow is looked at when the node executes.
            TrainHazeMatching.Config config = TrainHazeMatchingConversion.config(parameters, NodeRun.workflowFolder());
            DeviceSettings.runtime(parameters.device, parameters.threads);
            Optional<ModelPortObjectSpec> start = Arrays.stream(specs).filter(ModelPortObjectSpec.class::isInstance)
                .map(ModelPortObjectSpec.class::cast).findFirst();
            boolean known = start.isPresent() || Arrays.stream(specs).noneMatch(spec -> spec == null);
            HazeMatchingModel begin = start.isPresent() ? TrainHazeMatching.model(start.get().description()) : null;
            TrainHazeMatching.Config used = begin == null ? config : config.withSize(begin.imageSize());
            used.check();
            used.advice().ifPresent(out::setWarningMessage);
            Optional<Normalization> normalization = config.normalization()
                .or(() -> begin == null ? Optional.empty() : begin.normalization());
            out.setOutSpecs(known ? new ModelPortObjectSpec(new HazeMatchingModel(used.size(), used.training().patch(),
                used.training().grid().points(), normalization).plan()) : null,
                HISTORY, CURVE);
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** The positions of the columns that are read. */
    private record Columns(int hazy, int clean) {

        static Columns of(DataTableSpec spec, TrainHazeMatchingNodeParameters p) throws InvalidSettingsException {
            Columns columns = new Columns(ImageColumns.index(spec, p.hazyColumn, "hazy"),
                ImageColumns.index(spec, p.cleanColumn, "clean"));
            if (columns.hazy == columns.clean) {
                throw new InvalidSettingsException(
                    "The column \"" + p.hazyColumn + "\" is chosen for hazy and for clean "
                        + "images. Choose two different ones.");
            }
            return columns;
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        TrainHazeMatchingNodeParameters parameters = in.getParameters();
        PortObject[] inputs = in.getInPortObjects();
        ExecutionContext exec = in.getExecutionContext();
        Optional<Path> workflow = NodeRun.workflowFolder();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            RuntimeSettings runtime = DeviceSettings.runtime(parameters.device, parameters.threads);
            TrainHazeMatching training = new TrainHazeMatching(
                TrainHazeMatchingConversion.config(parameters, workflow), runtime,
                reason -> warnings.add("something is wrong, and the row is left out", reason.getMessage()));
            TrainHazeMatching.Result[] result = {null};
            ModelPortObject model = ModelPortObject.create(exec, target -> {
                result[0] = train(training, parameters, inputs, target, progress);
                return result[0].description();
            });
            note(result[0], parameters, warnings);
            byte[] curve = LossCurve.of(result[0].history()).png(CURVE_WIDTH, CURVE_HEIGHT);
            out.setOutData(model, history(result[0], exec), new ImagePortObject(new PNGImageContent(curve), CURVE));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static TrainHazeMatching.Result train(TrainHazeMatching training,
        TrainHazeMatchingNodeParameters parameters,
        PortObject[] inputs, Path target, Progress progress) throws HazeLabException {
        Optional<Path> start = Optional.empty();
        BufferedDataTable validation = null;
        for (int i = 1; i < inputs.length; i++) {
            if (inputs[i] instanceof ModelPortObject model) {
                start = Optional.of(model.file());
            } else {
                validation = (BufferedDataTable)inputs[i];
            }
        }
        try (TablePairs pairs = pairs((BufferedDataTable)inputs[0], parameters);
            TablePairs others = validation == null ? null : pairs(validation, parameters)) {
            return training.run(pairs, Optional.ofNullable(others), start, target, progress);
        }
    }

    private static TablePairs pairs(BufferedDataTable table, TrainHazeMatchingNodeParameters parameters)
        throws HazeLabException {
        Columns columns = NodeRun.checked(() -> Columns.of(table.getDataTableSpec(), parameters));
        return new TablePairs(table, columns.hazy, columns.clean, parameters.channel.channel());
    }

    private static void note(TrainHazeMatching.Result result, TrainHazeMatchingNodeParameters parameters,
        Warnings warnings) {
        if (result.resumedAt() == result.history().size()) {
            warnings.note("The checkpoint had all " + result.resumedAt() + " epochs behind it, so nothing was trained. "
                + "Raise the number of epochs to train further.");
        }
        if (result.validationPairs() == 0 && parameters.validationShare > 0) {
            warnings.note("There is only one pair, so none is held out for validation.");
        }
    }

    private static BufferedDataTable history(TrainHazeMatching.Result result, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(HISTORY);
        for (TrainHazeMatching.HistoryLine line : result.history()) {
            DataCell validation = line.validation().isEmpty() ? new MissingCell("There are no images for validation")
                : new DoubleCell(line.validation().getAsDouble());
            container.addRowToTable(new DefaultRow("Epoch" + line.epoch(), new IntCell(line.epoch()),
                new DoubleCell(line.training()), validation, new DoubleCell(line.seconds()),
                line.best() ? BooleanCell.TRUE : BooleanCell.FALSE));
        }
        container.close();
        return container.getTable();
    }
}
