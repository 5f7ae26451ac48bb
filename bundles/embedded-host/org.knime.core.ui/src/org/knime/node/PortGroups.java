// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.hazelab.standin.node.NodeDetails;
import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** The ports of a node, collected from the fluent calls. */
final class PortGroups implements DynamicPortsAdder {

    final List<NodeDetails.Port> inputs = new ArrayList<>();
    final List<NodeDetails.Port> outputs = new ArrayList<>();

    @Override
    public DynamicPortsAdder addInputPortGroup(final String id, final Function<RequirePortName, ConfigurablePort> g) {
        return add(inputs, id, g);
    }

    @Override
    public DynamicPortsAdder addOutputPortGroup(final String id, final Function<RequirePortName, ConfigurablePort> g) {
        return add(outputs, id, g);
    }

    private DynamicPortsAdder add(final List<NodeDetails.Port> side, final String id,
        final Function<RequirePortName, ConfigurablePort> group) {
        Objects.requireNonNull(group.apply(name -> description -> new RequireConfigurablePortMode() {
            @Override
            public FinalConfigurablePort fixed(final PortType type) {
                side.add(new NodeDetails.Port(id, name, description, List.of(type), false));
                return new FinalConfigurablePort();
            }

            @Override
            public RequireSupportedTypes<OptionalConfigurablePort> optional() {
                return types -> {
                    side.add(new NodeDetails.Port(id, name, description, List.of(types), true));
                    return new OptionalConfigurablePort() {
                    };
                };
            }
        }), "the port has a kind");
        return this;
    }
}
