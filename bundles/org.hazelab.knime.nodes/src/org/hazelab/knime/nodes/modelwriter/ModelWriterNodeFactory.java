// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.modelwriter.ModelWriterNodeParameters.IfExists;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.OverwritePolicy;
import org.hazelab.operations.models.WriteModel;
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

/** Model Writer (HazeLab): a model in, a file out. */
public final class ModelWriterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Model Writer (HazeLab)")
        .icon("./model_writer.png").shortDescription("Writes a trained dehazing model to a file.")
        .fullDescription("""
            <p>Writes the model to a <tt>.safetensors</tt> file, which holds the weights together with the method, the
            configuration of the network and the record of its training. The Model Reader of HazeLab reads it again, and
            Python does with <tt>safetensors.torch.load_file</tt>, which gives the weights under the names they have in
            PyTorch.</p>
            <p>Or it exports the network as a TorchScript archive (<tt>.pt</tt>), which runs where PyTorch is
            and HazeLab is not. In Python, <tt>about = {'hazelab.json': ''}</tt> and
            <tt>model = torch.jit.load('model.pt', _extra_files=about)</tt> open it; <tt>about</tt> then has a JSON
            object with what the <tt>.safetensors</tt> file says of itself, the constants of the normalization among
            it, and under <tt>usage.</tt> how each method is called. <b>HazeMatching</b> has <tt>forward(t, x)</tt>,
            the velocity at the times <tt>t</tt> (from 0, noise, to 1, clean image) of a batch <tt>x</tt> with two
            channels: the state and the normalized hazy image, in this order; and <tt>euler(state, hazy, t, dt)</tt>,
            one step of the way to the clean image.</p>
            <p>The file appears under its name only once it is complete.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addInputPort("Model", "The model to write.", ModelPortObject.TYPE))
        .model(model -> model.parametersClass(ModelWriterNodeParameters.class)
            .configure(ModelWriterNodeFactory::configure).execute(ModelWriterNodeFactory::execute))
        .nodeType(NodeType.Sink)
        .keywords("save", "export", "network", "weights", "safetensors", "pytorch", "TorchScript");

    /** Called by KNIME. */
    public ModelWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ModelWriterNodeParameters parameters = in.getParameters();
        NodeRun.checkPlace(parameters.folder);
        // A model that is yet to be read or trained is checked when it is there.
        if (in.getInPortSpecs()[0] instanceof ModelPortObjectSpec model) {
            try {
                WriteModel.check(model.description(), parameters.format.format());
            } catch (HazeLabException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ModelWriterNodeParameters parameters = in.getParameters();
        ModelPortObject model = in.getInPortObject(0);
        Optional<Path> workflow = NodeRun.workflowFolder();
        NodeRun.run(in.getExecutionContext(), "the model", "choose a smaller one", progress -> WriteModel.run(
            new WriteModel.Config(FileLocation.resolve(parameters.folder, workflow), parameters.createFolder,
                parameters.fileName, parameters.format.format(),
                parameters.ifExists == IfExists.OVERWRITE ? OverwritePolicy.OVERWRITE : OverwritePolicy.FAIL),
            model.file(), progress));
    }
}
