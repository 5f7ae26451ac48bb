// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.lang.reflect.Method;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

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
        return new PortType(name(portClass), portClass, specClass(portClass));
    }

    /** The registered class of that name. */
    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        return find("objectClass", className).map(e -> Extensions.load(e, className).asSubclass(PortObject.class));
    }

    /** The registered class of specs of that name. */
    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        return find("specClass", className).map(e -> Extensions.load(e, className).asSubclass(PortObjectSpec.class));
    }

    /** The serializer registered for objects of that class. */
    @SuppressWarnings("unchecked")
    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(
        final Class<? extends PortObject> objectClass) {
        return find("objectClass", objectClass.getName())
            .flatMap(e -> serializer(e, "objectSerializer", objectClass, PortObjectSerializer.class))
            .map(s -> (PortObjectSerializer<PortObject>)s);
    }

    /** The serializer registered for specs of that class. */
    @SuppressWarnings("unchecked")
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
        final Class<? extends PortObjectSpec> specClass) {
        return find("specClass", specClass.getName())
            .flatMap(e -> serializer(e, "specSerializer", specClass, PortObjectSpecSerializer.class))
            .map(s -> (PortObjectSpecSerializer<PortObjectSpec>)s);
    }

    private static Optional<IConfigurationElement> find(final String attribute, final String className) {
        return Extensions.at(POINT).stream().filter(e -> className.equals(e.getAttribute(attribute))).findFirst();
    }

    /** KNIME ignores a serializer that names another class than the extension does, too. */
    private static <S> Optional<S> serializer(final IConfigurationElement element, final String attribute,
        final Class<?> serialized, final Class<S> kind) {
        if (element.getAttribute(attribute) == null) {
            return Optional.empty();
        }
        try {
            S serializer = kind.cast(element.createExecutableExtension(attribute));
            return Optional.of(serializer).filter(s -> SerializedClass.of(s.getClass()) == serialized);
        } catch (CoreException e) {
            throw new IllegalStateException("The port type extension of " + element.getNamespaceIdentifier()
                + " cannot be loaded: " + attribute + "=\"" + element.getAttribute(attribute) + "\"", e);
        }
    }

    private static String name(final Class<?> portClass) {
        return find("objectClass", portClass.getName()).map(e -> e.getAttribute("name"))
            .orElse(portClass.getSimpleName());
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
