// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.training.TrainingColumns;
import org.hazelab.knime.nodes.training.TrainingPorts;
import org.hazelab.knime.nodes.training.TrainingRun;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Train HazeMatching: pairs of hazy and clean images in, a model and how its training went out. */
public final class TrainHazeMatchingNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Train HazeMatching")
        .icon("./train_hazematching.png")
        .shortDescription("Trains a network to dehaze microscopy images, from pairs of hazy and clean ones.")
        .fullDescription("""
            <p>Trains HazeMatching (Ray, Ashesh and Jug, "HazeMatching: Dehazing Light Microscopy Images with Guided
            Conditional Flow Matching", arXiv 2506.22397) on pairs of images of the same place: a hazy one, such as a
            widefield image, and a clean one, such as a confocal image. The network learns which clean images a hazy \
            one may
            stand for. The node Dehaze draws samples of them, whose mean is the dehazed image.</p>
            <p>Images are gray (or become so by the choice of a channel), of one slice, and of the same size within a \
            row;
            sizes may differ between rows. Training sees
            crops, which are drawn from the images at random. With <i>As published</i> as the training it does what
            the authors' program does, which takes a GPU and hours; <i>Quick</i> takes minutes and gives a model \
            to try
            things out with.</p>
            <p>Connect a model (add the input <i>Start model</i> at the node) to train it further: its weights, its \
            network and its
            normalization are where training begins. Connect <i>Validation images</i> to measure the loss on images \
            that are
            not trained on; otherwise a fraction of the pairs is held out for that.</p>
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
        .dynamicPorts(ports -> TrainingPorts.addOutputs(TrainingPorts.addStartModel(ports
            .addInputPortGroup("Training images", group -> group.name("Training images")
                .description("A table with a column of hazy and a column of clean images.")
                .fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Validation images", group -> group.name("Validation images")
                .description(
                    "A table with the same two columns and other images, on which the loss is measured after every "
                        + "epoch.")
                .optional().supportedTypes(BufferedDataTable.TYPE)),
            "A model of HazeMatching to train further."),
            "The trained model, with the constants of its normalization and the record of its training.",
            "One row per epoch: its number (<tt>epoch</tt>), the mean loss over its crops "
                + "(<tt>training_loss</tt>; about 2 before the network has learned anything), the mean loss over the "
                + "validation crops after it (<tt>validation_loss</tt>, missing without validation), how long it took "
                + "in <tt>seconds</tt>, and whether it was the <tt>best</tt> so far."))
        .model(model -> model.parametersClass(TrainHazeMatchingNodeParameters.class)
            .configure(TrainHazeMatchingNodeFactory::configure).execute(TrainHazeMatchingNodeFactory::execute))
        .nodeType(NodeType.Learner)
        .keywords("learn", "network", "flow matching", "microscopy", "widefield", "confocal", "deep learning");

    /** Called by KNIME. */
    public TrainHazeMatchingNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        TrainHazeMatchingNodeParameters parameters = in.getParameters();
        PortObjectSpec[] specs = in.getInPortSpecs();
        for (PortObjectSpec spec : specs) {
            if (spec instanceof DataTableSpec table) {
                columns(table, parameters);
            }
        }
        try {
            // A path that is relative to the workflow is looked at when the node executes.
            TrainHazeMatchingConversion.common(parameters).config();
            DeviceSettings.runtime(parameters.device, parameters.threads);
            Optional<ModelPortObjectSpec> start = Arrays.stream(specs).filter(ModelPortObjectSpec.class::isInstance)
                .map(ModelPortObjectSpec.class::cast).findFirst();
            boolean known = start.isPresent() || Arrays.stream(specs).noneMatch(spec -> spec == null);
            HazeMatchingRecipe own = TrainHazeMatchingConversion.recipe(parameters);
            HazeMatchingRecipe used = start.isPresent() ? own.startingFrom(start.get().description()) : own;
            used.check();
            used.advice().ifPresent(out::setWarningMessage);
            out.setOutSpecs(TrainingPorts.specs(used, known ? used.model().plan() : null));
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static TrainingColumns columns(DataTableSpec spec, TrainHazeMatchingNodeParameters p)
        throws InvalidSettingsException {
        return TrainingColumns.of(spec, List.of("hazy", "clean"), List.of(p.hazyColumn, p.cleanColumn));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        TrainHazeMatchingNodeParameters parameters = in.getParameters();
        PortObject[] inputs = in.getInPortObjects();
        TrainingRun.execute(in, out, () -> {
            TrainingRun run = new TrainingRun(TrainHazeMatchingConversion.recipe(parameters),
                TrainHazeMatchingConversion.common(parameters));
            for (int i = 0; i < inputs.length; i++) {
                if (inputs[i] instanceof ModelPortObject model) {
                    run.start(model);
                } else {
                    BufferedDataTable table = (BufferedDataTable)inputs[i];
                    run.table(i == 0 ? HazeMatchingRecipe.TRAINING : HazeMatchingRecipe.VALIDATION, table,
                        NodeRun.checked(() -> columns(table.getDataTableSpec(), parameters)),
                        parameters.channel.channel()::of);
                }
            }
            return run;
        });
    }
}
