// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** The ports of a node. Bound and exchangeable groups, and groups on both sides, are left out. */
public interface RequirePorts {

    /** Ports that are always there; their names identify them in workflows. */
    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(final String name, final String description, final PortType portType) {
                groups.addInputPortGroup(name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(final String name, final String description, final PortType portType) {
                groups.addOutputPortGroup(name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }
        }));
    }

    /** Ports in groups, some of which the user can change. */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Adds ports that are always there. */
    interface PortsAdder {

        /** An input. */
        PortsAdder addInputPort(String name, String description, PortType portType);

        /** An output. */
        PortsAdder addOutputPort(String name, String description, PortType portType);

        /** An input for a table. */
        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        /** An output for a table. */
        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups of ports. */
    interface DynamicPortsAdder {

        /** A group of inputs; its identifier is kept in workflows. */
        DynamicPortsAdder addInputPortGroup(String groupId,
            Function<RequirePortName, ConfigurablePort> groupConfiguration);

        /** A group of outputs; its identifier is kept in workflows. */
        DynamicPortsAdder addOutputPortGroup(String groupId,
            Function<RequirePortName, ConfigurablePort> groupConfiguration);
    }

    /** First the name of a group. */
    interface RequirePortName {

        /** The name people read. */
        RequirePortDescription name(String name);
    }

    /** Then its description. */
    interface RequirePortDescription {

        /** What comes in or goes out, in HTML that is well-formed XML. */
        RequireConfigurablePortMode description(String description);
    }

    /** Then how many ports it has. */
    interface RequireConfigurablePortMode {

        /** One port, always there. */
        ConfigurablePort.FinalConfigurablePort fixed(PortType portType);

        /** One port or none. */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();
    }

    /** Then their types. */
    interface RequireSupportedTypes<T> {

        /** The types a port may have. */
        T supportedTypes(PortType... portTypes);
    }

    /** A group that is described. */
    sealed interface ConfigurablePort
        permits ConfigurablePort.FinalConfigurablePort, ConfigurablePort.OptionalConfigurablePort {

        /** Nothing more to say. */
        final class FinalConfigurablePort implements ConfigurablePort {

            /** Nothing more to say. */
            public FinalConfigurablePort() {
                // marks the end
            }
        }

        /** One port or none, absent unless a default is given. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {
        }
    }
}
