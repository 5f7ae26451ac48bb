// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.operations.models.ReadModel;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Model Reader (HazeLab): a model file in, a model out. */
public final class ModelReaderNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Model Reader (HazeLab)")
        .icon("./model_reader.png").shortDescription("Reads a trained dehazing model from a file.")
        .fullDescription("""
            <p>Reads a model that HazeLab has trained: a <tt>.safetensors</tt> file, which holds the weights together
            with the method, the configuration of the network and the record of its training; or weights for a network \
            of
            HazeMatching that do not say so, such as a checkpoint (<tt>.pth</tt>, <tt>.pt</tt>) that the authors have
            published, or a <tt>.safetensors</tt> file that Python has written: their network is told by the names and
            shapes of their tensors. What the file is, is told by its content, not by its name. If it has averaged \
            weights
            (such as <tt>ema_model</tt>) beside those of the last step, the averaged ones are taken, and the node says
            so.</p>
            <p>Such weights do not say how images are normalized for them. Choose the data set that the network was
            trained on under <i>Normalization</i>, or enter mean and standard deviation of your training images.</p>
            <p>The model is copied into the workflow when the node executes, so the workflow keeps working when the file
            is moved or changed. Nothing in the file is ever run as a program, and a damaged or foreign file, or one \
            with
            weights that are not finite, is refused with the reason.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addOutputPort("Model", "The model, for the nodes that train on or dehaze with it.",
            ModelPortObject.TYPE))
        .model(model -> model.parametersClass(ModelReaderNodeParameters.class)
            .configure(ModelReaderNodeFactory::configure).execute(ModelReaderNodeFactory::execute))
        .nodeType(NodeType.Source).keywords("load", "import", "network", "weights", "checkpoint", "safetensors");

    /** Called by KNIME. */
    public ModelReaderNodeFactory() {
        super(NODE);
    }

    /** What the file says is looked up at once, so that the nodes after this one know the method before they run. */
    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ModelReaderNodeParameters parameters = in.getParameters();
        NormalizationChoice choice = parameters.choice();
        NodeRun.checkPlace(parameters.file);
        try {
            Path file = FileLocation.resolve(parameters.file, NodeRun.workflowFolder());
            // A file that is not there yet may be written by another node before this one executes.
            if (Files.exists(file)) {
                out.setOutSpec(0, new ModelPortObjectSpec(ReadModel.describe(file, choice)));
            }
        } catch (HazeLabException e) {
            out.setWarningMessage(e.getMessage());
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ModelReaderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Optional<Path> workflow = NodeRun.workflowFolder();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, "the model", "choose a smaller one", progress -> {
            Path file = FileLocation.resolve(parameters.file, workflow);
            NormalizationChoice choice = NodeRun.checked(parameters::choice);
            out.setOutData(0, ModelPortObject.create(exec,
                target -> ReadModel.run(file, target, choice, warnings::note, progress)));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }
}
