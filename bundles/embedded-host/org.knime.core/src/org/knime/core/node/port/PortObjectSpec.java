// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

/** What is known of a port object before the node has executed. */
public interface PortObjectSpec {

    /** Swing views, which the host never asks for. */
    JComponent[] getViews();

    /**
     * Writes specs of one class and reads them back; registered at {@code org.knime.core.PortType}.
     *
     * @param <T> the class
     */
    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> {

        /** Reads a spec. */
        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;

        /** Writes a spec. */
        public abstract void savePortObjectSpec(T portObjectSpec, PortObjectSpecZipOutputStream out)
            throws IOException;
    }
}
