// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

/** What may be connected to a port: the class of its objects. */
public final class PortType {

    private final String name;
    private final Class<? extends PortObject> objectClass;
    private final Class<? extends PortObjectSpec> specClass;

    PortType(final String name, final Class<? extends PortObject> objectClass,
        final Class<? extends PortObjectSpec> specClass) {
        this.name = name;
        this.objectClass = objectClass;
        this.specClass = specClass;
    }

    /** The name people read. */
    public String getName() {
        return name;
    }

    /** The class of their specs. */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return specClass;
    }

    /** Whether a port of the other type may be connected to a port of this type. */
    public boolean isSuperTypeOf(final PortType subType) {
        return objectClass.isAssignableFrom(subType.objectClass);
    }

    /** Whether the object may come in. */
    public boolean acceptsPortObject(final PortObject portObject) {
        return objectClass.isInstance(portObject);
    }

    /** Whether the spec may come in. */
    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return specClass.isInstance(spec);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof PortType t && objectClass == t.objectClass;
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
