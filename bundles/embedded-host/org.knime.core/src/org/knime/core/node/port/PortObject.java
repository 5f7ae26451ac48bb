// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What a node gives out at a port. */
public interface PortObject {

    /** One line about it. */
    String getSummary();

    /** What was known of it before. */
    PortObjectSpec getSpec();

    /** Swing views, which the host never asks for. */
    JComponent[] getViews();

    /**
     * Writes objects of one class and reads them back; registered at {@code org.knime.core.PortType}. What lies in file
     * stores is not its business.
     *
     * @param <T> the class
     */
    abstract class PortObjectSerializer<T extends PortObject> {

        /** Writes an object without its spec. */
        public abstract void savePortObject(T portObject, PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

        /** Reads an object whose spec was read before. */
        public abstract T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;
    }
}
