// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.impl.DefaultExtendablePortGroup;
import org.knime.core.node.context.ports.impl.DefaultFixedPortGroup;
import org.knime.core.node.context.ports.impl.DefaultModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;

/** Makes nodes whose ports the user can change. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    /** Reads the description at once. */
    protected ConfigurableNodeFactory() {
        this(false);
    }

    /** @param lazyInitialization whether the description is read by {@link #init} only */
    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    /** The default ports, to be changed. */
    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
            createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    /** The port groups, or nothing for a node without ports. */
    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    public T createNodeModel() {
        return createNodeModel(createNodeCreationConfig());
    }

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration creationConfig);

    /** Puts port groups together. Bound and exchangeable groups of KNIME's are left out. */
    protected static final class PortsConfigurationBuilder {

        private final Map<String, PortGroupConfiguration> groups = new LinkedHashMap<>();

        /** No groups yet. */
        public PortsConfigurationBuilder() {
        }

        DefaultModifiablePortsConfiguration build() {
            return new DefaultModifiablePortsConfiguration(groups);
        }

        private void add(final String id, final PortGroupConfiguration group) {
            if (groups.putIfAbsent(id, group) != null) {
                throw new IllegalArgumentException("There is a port group \"" + id + "\" already.");
            }
        }

        /** Inputs that are always there. */
        public void addFixedInputPortGroup(final String pGrpId, final PortType... fixedPorts) {
            add(pGrpId, new DefaultFixedPortGroup(fixedPorts, true, false));
        }

        /** Outputs that are always there. */
        public void addFixedOutputPortGroup(final String pGrpId, final PortType... fixedPorts) {
            add(pGrpId, new DefaultFixedPortGroup(fixedPorts, false, true));
        }

        /** Room for one input; there from the start where a default type is given, else null. */
        public void addOptionalInputPortGroupWithDefault(final String pGrpId, final PortType defaultPort,
            final PortType... optionalPorts) {
            add(pGrpId, extendable(new PortType[0], defaults(defaultPort), optionalPorts, true, 1));
        }

        /** Room for one output; there from the start where a default type is given, else null. */
        public void addOptionalOutputPortGroupWithDefault(final String pGrpId, final PortType defaultPort,
            final PortType... optionalPorts) {
            add(pGrpId, extendable(new PortType[0], defaults(defaultPort), optionalPorts, false, 1));
        }

        /** Inputs that are always there, inputs to start with, and room for more. */
        public void addExtendableInputPortGroupWithDefault(final String pGrpId, final PortType[] fixedPorts,
            final PortType[] defaultPorts, final PortType... optionalPorts) {
            add(pGrpId, extendable(fixedPorts, defaultPorts, optionalPorts, true, Integer.MAX_VALUE));
        }

        /** Outputs that are always there, outputs to start with, and room for more. */
        public void addExtendableOutputPortGroupWithDefault(final String pGrpId, final PortType[] fixedPorts,
            final PortType[] defaultPorts, final PortType... optionalPorts) {
            add(pGrpId, extendable(fixedPorts, defaultPorts, optionalPorts, false, Integer.MAX_VALUE));
        }

        private static PortType[] defaults(final PortType type) {
            return type == null ? new PortType[0] : new PortType[] {type};
        }

        private static PortGroupConfiguration extendable(final PortType[] fixed, final PortType[] defaults,
            final PortType[] supported, final boolean input, final int room) {
            DefaultExtendablePortGroup group =
                new DefaultExtendablePortGroup(fixed, supported, input, !input, room);
            for (PortType type : defaults) {
                group.addPort(type);
            }
            return group;
        }
    }
}
