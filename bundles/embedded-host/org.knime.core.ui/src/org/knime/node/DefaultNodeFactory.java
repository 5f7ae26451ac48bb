// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeModel;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;

/**
 * Makes nodes described as a {@link DefaultNode}. Kept of KNIME's contract: descriptions are read when the factory is
 * made, and a factory whose descriptions are not well-formed cannot be made. Dialogs and views are left out.
 */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    private final DefaultNode node;

    /** @param node the node, described */
    protected DefaultNodeFactory(final DefaultNode node) {
        super(true);
        this.node = node;
        super.init();
    }

    final DefaultNode node() {
        return node;
    }

    @Override
    protected final NodeDescription createNodeDescription() {
        return new DefaultNodeDescription(node);
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        if (node.ports.isEmpty()) {
            return Optional.empty();
        }
        PortsConfigurationBuilder builder = new PortsConfigurationBuilder();
        for (PortGroup group : node.ports) {
            if (group.input) {
                addInputs(builder, group);
            } else {
                addOutputs(builder, group);
            }
        }
        return Optional.of(builder);
    }

    private static void addInputs(final PortsConfigurationBuilder builder, final PortGroup group) {
        switch (group.mode) {
            case FIXED -> builder.addFixedInputPortGroup(group.id, group.fixed);
            case OPTIONAL -> builder.addOptionalInputPortGroupWithDefault(group.id, first(group.defaults),
                group.supported());
            case EXTENDABLE -> builder.addExtendableInputPortGroupWithDefault(group.id, group.fixed, group.defaults,
                group.supported());
        }
    }

    private static void addOutputs(final PortsConfigurationBuilder builder, final PortGroup group) {
        switch (group.mode) {
            case FIXED -> builder.addFixedOutputPortGroup(group.id, group.fixed);
            case OPTIONAL -> builder.addOptionalOutputPortGroupWithDefault(group.id, first(group.defaults),
                group.supported());
            case EXTENDABLE -> builder.addExtendableOutputPortGroupWithDefault(group.id, group.fixed, group.defaults,
                group.supported());
        }
    }

    private static PortType first(final PortType[] types) {
        return types.length == 0 ? null : types[0];
    }

    @Override
    protected final NodeModel createNodeModel(final NodeCreationConfiguration creationConfig) {
        Optional<? extends PortsConfiguration> ports = creationConfig.getPortConfig();
        PortType[] in = ports.map(PortsConfiguration::getInputPorts).orElse(new PortType[0]);
        PortType[] out = ports.map(PortsConfiguration::getOutputPorts).orElse(new PortType[0]);
        return new DefaultNodeModel(node.model, in, out);
    }

    /** Whether there is something to set. */
    public boolean hasNodeDialog() {
        return node.model.parametersClass != null;
    }
}
