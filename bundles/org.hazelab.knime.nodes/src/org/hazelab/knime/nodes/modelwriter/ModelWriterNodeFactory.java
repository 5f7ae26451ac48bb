// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelwriter;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.modelwriter.ModelWriterNodeParameters.IfExists;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.operations.FileLocation;
import org.hazelab.operations.OverwritePolicy;
import org.hazelab.operations.WriteModel;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
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
            <p>The file appears under its name only once it is complete.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addInputPort("Model", "The model to write.", ModelPortObject.TYPE))
        .model(model -> model.parametersClass(ModelWriterNodeParameters.class).configure((in, out) -> {
            // any model can be written
        }).execute(ModelWriterNodeFactory::execute))
        .nodeType(NodeType.Sink).keywords("save", "export", "network", "weights", "safetensors", "pytorch");

    /** Called by KNIME. */
    public ModelWriterNodeFactory() {
        super(NODE);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ModelWriterNodeParameters parameters = in.getParameters();
        ModelPortObject model = in.getInPortObject(0);
        Optional<Path> workflow = NodeRun.workflowFolder();
        NodeRun.run(in.getExecutionContext(), progress -> WriteModel.run(
            new WriteModel.Config(FileLocation.resolve(parameters.folder, workflow), parameters.createFolder,
                parameters.fileName,
                parameters.ifExists == IfExists.OVERWRITE ? OverwritePolicy.OVERWRITE : OverwritePolicy.FAIL),
            model.file(), progress));
    }
}
