// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * A port object that writes and reads itself. Kept of KNIME's contract: it is read back into an object made by its
 * public constructor without arguments.
 */
public abstract class AbstractPortObject implements PortObject {

    /** Subclasses have a public constructor without arguments, too. */
    public AbstractPortObject() {
        // nothing to set
    }

    /** Writes the content. */
    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /** Reads the content, once, after the constructor without arguments. */
    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /**
     * Writes and reads objects of one class; subclasses only name it.
     *
     * @param <T> the class
     */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends
            PortObjectSerializer<T> {

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            portObject.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            Class<?> type = SerializedClass.of(getClass());
            try {
                T object = (T)type.getConstructor().newInstance();
                object.load(in, spec, exec);
                return object;
            } catch (NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException e) {
                throw new IllegalStateException(type.getName() + " needs a public constructor without arguments.", e);
            }
        }
    }
}
