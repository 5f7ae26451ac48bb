// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.renderer;

/** A renderer factory equal to those of its class. */
public abstract class AbstractDataValueRendererFactory implements DataValueRendererFactory {

    /** For subclasses. */
    public AbstractDataValueRendererFactory() {
    }

    @Override
    public boolean equals(final Object obj) {
        return obj != null && obj.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }
}
