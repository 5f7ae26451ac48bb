// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What may be connected to a port: the class of its objects. */
public final class PortType {

    private static final String OBJECT_CLASS = "object_class";

    private final String name;
    private final Class<? extends PortObject> objectClass;
    private final Class<? extends PortObjectSpec> specClass;
    private final boolean optional;

    PortType(final String name, final Class<? extends PortObject> objectClass,
        final Class<? extends PortObjectSpec> specClass, final boolean optional) {
        this.name = name;
        this.objectClass = objectClass;
        this.specClass = specClass;
        this.optional = optional;
    }

    /** The name people read. */
    public String getName() {
        return name;
    }

    /** The class of the objects. */
    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    /** The class of their specs. */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return specClass;
    }

    /** Whether a port of this type may stay unconnected. */
    public boolean isOptional() {
        return optional;
    }

    /** Whether a port of the other type may be connected to a port of this type. */
    public boolean isSuperTypeOf(final PortType subType) {
        return objectClass.isAssignableFrom(subType.objectClass);
    }

    /** Whether objects of the class may come in. */
    public boolean acceptsPortObjectClass(final Class<? extends PortObject> portClass) {
        return objectClass.isAssignableFrom(portClass);
    }

    /** Whether the object may come in. */
    public boolean acceptsPortObject(final PortObject portObject) {
        return objectClass.isInstance(portObject);
    }

    /** Whether the spec may come in. */
    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return specClass.isInstance(spec);
    }

    /** Stores the type. */
    public void save(final ConfigWO settings) {
        settings.addString(OBJECT_CLASS, objectClass.getName());
    }

    /** @throws InvalidSettingsException when no installed port type has that class */
    public static PortType load(final ConfigRO settings) throws InvalidSettingsException {
        String name = settings.getString(OBJECT_CLASS);
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        return registry.getObjectClass(name).map(registry::getPortType).orElseThrow(
            () -> new InvalidSettingsException("Unable to restore port type, can't load class \"" + name + "\""));
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof PortType t && objectClass == t.objectClass && optional == t.optional;
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode() ^ Boolean.hashCode(optional);
    }

    @Override
    public String toString() {
        return name + (optional ? " (optional)" : "");
    }
}
