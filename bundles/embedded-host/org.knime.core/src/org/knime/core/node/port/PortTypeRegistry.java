// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;

/** The port types registered at {@code org.knime.core.PortType}. */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();
    private static final String POINT = "org.knime.core.PortType";

    private PortTypeRegistry() {
    }

    /** The only one. */
    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    /** The type of ports for the class, registered or not. */
    public PortType getPortType(final Class<? extends PortObject> portClass) {
        return getPortType(portClass, false);
    }

    /** The type of ports for the class that may stay unconnected if wanted. */
    public PortType getPortType(final Class<? extends PortObject> portClass, final boolean isOptional) {
        return new PortType(name(portClass), portClass, specClass(portClass), isOptional);
    }

    /** Every registered type. */
    public Collection<PortType> availablePortTypes() {
        List<PortType> types = new ArrayList<>();
        for (IConfigurationElement element : Extensions.at(POINT)) {
            getObjectClass(element.getAttribute("objectClass")).map(this::getPortType).ifPresent(types::add);
        }
        return types;
    }

    /** The registered class of that name. */
    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        for (IConfigurationElement element : Extensions.at(POINT)) {
            if (element.getAttribute("objectClass").equals(className)) {
                return Optional.of(Extensions.load(element, className).asSubclass(PortObject.class));
            }
        }
        return Optional.empty();
    }

    private static String name(final Class<?> portClass) {
        for (IConfigurationElement element : Extensions.at(POINT)) {
            if (portClass.getName().equals(element.getAttribute("objectClass"))) {
                return element.getAttribute("name");
            }
        }
        return portClass.getSimpleName();
    }

    /** KNIME derives the class of the specs from the return type of {@code getSpec}, too. */
    private static Class<? extends PortObjectSpec> specClass(final Class<?> portClass) {
        Class<?> found = PortObjectSpec.class;
        for (Method m : portClass.getMethods()) {
            if (m.getName().equals("getSpec") && m.getParameterCount() == 0
                && found.isAssignableFrom(m.getReturnType())) {
                found = m.getReturnType();
            }
        }
        return found.asSubclass(PortObjectSpec.class);
    }
}
