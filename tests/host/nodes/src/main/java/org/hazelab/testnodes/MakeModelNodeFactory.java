// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.io.IOException;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Makes a model of a text, whose label it may know at once or only when it executes. */
public final class MakeModelNodeFactory extends DefaultNodeFactory {

    /** The text, and whether configure knows it. */
    public static final class Parameters implements NodeParameters {
        @Widget(title = "Text", description = "What the model holds.")
        String text = "some text";
        @Widget(title = "Known", description = "Whether the label is known before.")
        boolean known = true;
        @Widget(title = "Promise", description = "What the label is before, if not of the text.")
        String promise = "";
    }

    /** For the extension point. */
    public MakeModelNodeFactory() {
        super(DefaultNode.create().name("Test Make Model").icon("icon.png").shortDescription("Makes a model.")
            .fullDescription("Makes a model.").sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputPort("Model", "The model.", TextModel.TYPE))
            .model(m -> m.parametersClass(Parameters.class).configure(MakeModelNodeFactory::configure)
                .execute(MakeModelNodeFactory::execute)));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) {
        Parameters parameters = in.getParameters();
        if (parameters.known) {
            out.setOutSpec(0,
                new TextModelSpec("of " + (parameters.promise.isEmpty() ? parameters.text : parameters.promise),
                    "a", "b"));
        }
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        Parameters parameters = in.getParameters();
        try {
            FileStore store = in.getExecutionContext().createFileStore("text");
            out.setOutData(0,
                new TextModel(new TextModelSpec("of " + parameters.text, "a", "b"), 7, parameters.text, store));
        } catch (IOException e) {
            throw KNIMEException.of(Message.fromSummary("A file store cannot be made."), e);
        }
    }
}
