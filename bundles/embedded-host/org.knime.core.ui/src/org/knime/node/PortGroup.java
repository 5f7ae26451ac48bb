// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.hazelab.standin.description.NodeDetails;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** A group of ports as the fluent calls leave it. */
final class PortGroup {

    /** How many ports a group has. */
    enum Mode {
        FIXED,
        OPTIONAL,
        EXTENDABLE
    }

    final String id;
    final boolean input;
    private String name;
    private String description;
    Mode mode;
    PortType[] fixed = {};
    PortType[] defaults = {};
    private Function<PortTypeRegistry, PortType[]> supported = registry -> new PortType[0];

    private PortGroup(final String id, final boolean input) {
        this.id = id;
        this.input = input;
    }

    static List<PortGroup> collect(final Consumer<DynamicPortsAdder> calls) {
        List<PortGroup> groups = new ArrayList<>();
        calls.accept(new DynamicPortsAdder() {
            @Override
            public DynamicPortsAdder addInputPortGroup(final String groupId,
                final Function<RequirePortName, ConfigurablePort> group) {
                return add(new PortGroup(groupId, true), group);
            }

            @Override
            public DynamicPortsAdder addOutputPortGroup(final String groupId,
                final Function<RequirePortName, ConfigurablePort> group) {
                return add(new PortGroup(groupId, false), group);
            }

            private DynamicPortsAdder add(final PortGroup group,
                final Function<RequirePortName, ConfigurablePort> description) {
                description.apply(group::described);
                groups.add(group);
                return this;
            }
        });
        return groups;
    }

    private RequirePorts.RequirePortDescription described(final String portName) {
        name = portName;
        return text -> {
            description = text;
            return new Modes();
        };
    }

    PortType[] supported() {
        return supported.apply(PortTypeRegistry.getInstance());
    }

    NodeDetails.Port details() {
        List<String> types = new ArrayList<>();
        for (PortType type : mode == Mode.FIXED ? fixed : supported()) {
            types.add(type.getName());
        }
        return new NodeDetails.Port(id, name, description, types, switch (mode) {
            case FIXED -> "";
            case OPTIONAL -> defaults.length > 0 ? "optional, there at first" : "optional";
            case EXTENDABLE -> "any number";
        });
    }

    private final class Modes implements RequireConfigurablePortMode {

        @Override
        public FinalConfigurablePort fixed(final PortType portType) {
            mode = Mode.FIXED;
            fixed = new PortType[] {portType};
            return new FinalConfigurablePort();
        }

        @Override
        public RequireSupportedTypes<OptionalConfigurablePort> optional() {
            mode = Mode.OPTIONAL;
            OptionalConfigurablePort rest = type -> {
                defaults = new PortType[] {type};
                return new FinalConfigurablePort();
            };
            return new Supported<>(rest);
        }

        @Override
        public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
            mode = Mode.EXTENDABLE;
            return new Supported<>(new ExtendableConfigurablePort() {
                @Override
                public ExtendableConfigurablePort fixedTypes(final PortType... portTypes) {
                    fixed = portTypes.clone();
                    return this;
                }

                @Override
                public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... portTypes) {
                    defaults = portTypes.clone();
                    return this;
                }
            });
        }
    }

    private final class Supported<T> implements RequireSupportedTypes<T> {

        private final T rest;

        Supported(final T rest) {
            this.rest = rest;
        }

        @Override
        public T supportedTypes(final PortType... portTypes) {
            supported = registry -> portTypes.clone();
            return rest;
        }

        @Override
        public T supportedTypes(final Predicate<PortType> wanted) {
            supported = registry -> registry.availablePortTypes().stream().filter(wanted).toArray(PortType[]::new);
            return rest;
        }
    }
}
