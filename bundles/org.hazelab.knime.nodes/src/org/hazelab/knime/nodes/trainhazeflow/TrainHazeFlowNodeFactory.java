// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.InputPorts;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.training.TrainingPorts;
import org.hazelab.knime.nodes.training.TrainingRun;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
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

/** Train HazeFlow: clean images, real hazy ones and pairs in, a model and how its training went out. */
public final class TrainHazeFlowNodeFactory extends DefaultNodeFactory {

    private static final String MODEL = "Start model";

    private static final DefaultNode NODE = DefaultNode.create().name("Train HazeFlow").icon("./train_hazeflow.png")
        .shortDescription("Trains a network to dehaze photographs, from clean images and real hazy ones.")
        .fullDescription("""
            <p>Trains HazeFlow (Shin, Chung, Yang and Kim, "HazeFlow: Revisit Haze Physical Model as ODE and
            Non-Homogeneous Haze Generation for Real-World Dehazing", ICCV 2025, arXiv 2509.18190) in up to three \
            stages, each of which can be switched off. <b>Pretrain</b> puts haze on clean images, another one on every \
            crop, and the network learns to take it off. <b>Reflow</b> and <b>Distillation</b> train on real hazy \
            images, of which no clean version is needed: the network of the stage before is their teacher. The node \
            Dehaze uses the model.</p>
            <p><b>Depth.</b> Haze grows with distance, so Pretrain needs to know how far away each pixel is. Connect \
            depth or disparity maps in a column, of a depth network or a camera, for haze that belongs to the scene: \
            that is what the published model has learned from. Without maps, a ramp or a random relief takes their \
            place. The network then learns how haze changes colors and contrast, but not what distant things look \
            like, and it will take haze off less evenly.</p>
            <p><b>What to expect.</b> <i>As published</i> does what the authors' program does, which takes thousands \
            of clean images with depth, a large GPU, and days. <i>Small network</i> takes about an hour on a CPU; it \
            lifts contrast and takes off light haze, leaves dense haze in place, and can tint images that differ from \
            those that it was trained on. Compare its results with those of the DCP Transmission node, which needs no \
            training, before you use them. A tiny network that was trained for a minute shows how it is done, and no \
            more.</p>
            <p><b>Pairs.</b> Where hazy and clean images of the same places are connected (the input <i>Pairs</i>), \
            Reflow and Distillation learn from the clean image in place of what the teacher makes. The paper does so \
            without saying how; the way here is HazeLab's own. <i>Validation pairs</i> are dehazed and scored after \
            every epoch, and the best epoch is the one with the highest PSNR; without them it is the one with the \
            lowest training loss.</p>
            <p><b>Perceptual loss.</b> The authors compare images by LPIPS, whose weights HazeLab does not contain. \
            Without them, a structure loss of HazeLab's own takes its place.</p>
            <p>Images are color or gray, of one slice, of any size; transparency is ignored. Images of 8, 16, and 32 \
            bits can be mixed.</p>
            <p>Connect a model (add the input <i>Start model</i> at the node) to train it further, such as one that \
            the Model Reader has read from the authors' file.</p>
            <p>With a checkpoint file the state of the training is saved after every epoch of every stage. A cancelled \
            node gives no results in KNIME: what it has reached is in the checkpoint, up to the last whole epoch, and \
            the next execution goes on from there as if it had never stopped. That also holds after a crash. Without a \
            checkpoint file it is lost.</p>
            <p>The images are kept in a temporary file while the node runs, which takes 4 bytes for each value of a \
            pixel, so the memory does not grow with their number.</p>
            """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(ports -> TrainingPorts.addOutputs(TrainingPorts.addStartModel(ports
            .addInputPortGroup(Tables.CLEAN.group(), group -> group.name("Clean images")
                .description("A table with a column of clean images and, if you have them, one of their depth maps. If "
                    + "Pretrain is off it is not read, and any table will do.")
                .fixed(BufferedDataTable.TYPE))
            .addInputPortGroup(Tables.HAZY.group(), group -> group.name("Real hazy images")
                .description("A table with a column of hazy photographs, for Reflow and Distillation.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addInputPortGroup(Tables.PAIRS.group(), group -> group.name("Pairs")
                .description("A table with a column of hazy images and one of clean images of the same places, for "
                    + "Reflow and Distillation.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addInputPortGroup(Tables.VALIDATION.group(), group -> group.name("Validation pairs")
                .description("A table with the columns that <i>Pairs</i> have and other images, which are dehazed and "
                    + "scored after every epoch.")
                .optional().supportedTypes(BufferedDataTable.TYPE)),
            "A model of HazeFlow to train further. Its network takes the place of the one in the dialog."),
            "The trained model, with the record of its training.",
            "One row per epoch: the <tt>stage</tt>, if there are several, the number of the <tt>epoch</tt>, the mean "
                + "loss of its steps (<tt>training_loss</tt>) and its terms without their weights: "
                + "<tt>training_velocity</tt> (Pretrain and Reflow), <tt>training_lpips</tt> or "
                + "<tt>training_structure</tt> (the perceptual loss), <tt>training_transmission</tt> (Pretrain), "
                + "and <tt>training_color</tt>, if it has a weight; the scores of the validation pairs, missing "
                + "without any: <tt>validation_error</tt> (by which the best epoch is chosen: the root mean squared "
                + "error that belongs to the mean PSNR), <tt>validation_psnr</tt>, and <tt>validation_ssim</tt>; how "
                + "long it took in <tt>seconds</tt>, and whether it was the <tt>best</tt> so far."))
        .model(model -> model.parametersClass(TrainHazeFlowNodeParameters.class)
            .configure(TrainHazeFlowNodeFactory::configure).execute(TrainHazeFlowNodeFactory::execute))
        .nodeType(NodeType.Learner)
        .keywords("learn", "network", "flow matching", "photograph", "fog", "smoke", "reflow", "distillation",
            "deep learning");

    /** Called by KNIME. */
    public TrainHazeFlowNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        TrainHazeFlowNodeParameters parameters = in.getParameters();
        PortObjectSpec[] specs = in.getInPortSpecs();
        InputPorts ports = InputPorts.ofThisNode();
        for (Tables table : Tables.used(parameters, ports)) {
            if (ports.of(table.group(), specs).orElse(null) instanceof DataTableSpec spec) {
                table.columns(spec, parameters);
            }
        }
        try {
            // A path that is relative to the workflow is looked at when the node executes.
            TrainHazeFlowConversion.common(parameters).config();
            DeviceSettings.runtime(parameters.device, parameters.threads);
            Optional<ModelPortObjectSpec> start = ports.of(MODEL, specs).map(ModelPortObjectSpec.class::cast);
            HazeFlowRecipe own = TrainHazeFlowConversion.recipe(parameters);
            boolean known = start.isPresent() || !ports.has(MODEL);
            HazeFlowRecipe used = start.isPresent() ? own.startingFrom(start.get().description()) : own;
            if (known) {
                used.check();
            }
            Tables.requireHaze(parameters, ports);
            Tables.advice(parameters, ports).ifPresent(out::setWarningMessage);
            out.setOutSpecs(TrainingPorts.specs(used, known ? planned(used) : null));
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static ModelDescription planned(HazeFlowRecipe recipe) {
        return new HazeFlowModel(recipe.shape()).description(ModelEntries.EMPTY, ModelEntries.EMPTY);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        TrainHazeFlowNodeParameters parameters = in.getParameters();
        PortObject[] inputs = in.getInPortObjects();
        InputPorts ports = InputPorts.ofThisNode();
        TrainingRun.execute(in, out, () -> {
            TrainingRun run = new TrainingRun(TrainHazeFlowConversion.recipe(parameters),
                TrainHazeFlowConversion.common(parameters));
            for (Tables role : Tables.used(parameters, ports)) {
                BufferedDataTable table = (BufferedDataTable)ports.of(role.group(), inputs).orElseThrow();
                run.table(role.role(), table,
                    NodeRun.checked(() -> role.columns(table.getDataTableSpec(), parameters)), Tables::channels);
            }
            ports.of(MODEL, inputs).ifPresent(model -> run.start((ModelPortObject)model));
            return run;
        });
    }
}
