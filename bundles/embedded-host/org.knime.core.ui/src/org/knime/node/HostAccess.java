// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.List;

import org.hazelab.standin.node.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** The host's door to nodes; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** Everything a node says of itself. */
    public static NodeDetails detailsOf(final DefaultNodeFactory factory) {
        DefaultNode node = factory.node;
        return new NodeDetails(node.name, factory.getType(), node.icon, node.shortDescription, node.fullDescription,
            node.sinceVersion, List.copyOf(node.keywords), node.ports.inputs, node.ports.outputs,
            ParameterDetails.of(node.model.parametersClass));
    }

    /** The class of a node's parameters. */
    public static Class<? extends NodeParameters> parametersOf(final DefaultNodeFactory factory) {
        return factory.node.model.parametersClass;
    }

    /** Lets a node configure itself. */
    public static void configure(final DefaultNodeFactory factory, final ConfigureInput input,
        final ConfigureOutput output) throws InvalidSettingsException {
        factory.node.model.configure.accept(input, output);
    }

    /** Lets a node do its work. */
    public static void execute(final DefaultNodeFactory factory, final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        factory.node.model.execute.accept(input, output);
    }
}
