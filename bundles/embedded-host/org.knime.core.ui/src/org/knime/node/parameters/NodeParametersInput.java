// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What new parameters and choices may look at. Port indices from zero; nothing where an input is not connected. */
public interface NodeParametersInput {

    /** The types of the inputs that the node has, optional ones only where they were added. */
    PortType[] getInPortTypes();

    /** What is known of an input. */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** What is known of the inputs, null where nothing or where it is no table. */
    DataTableSpec[] getInTableSpecs();

    /** What is known of an input if it is a table. */
    Optional<DataTableSpec> getInTableSpec(int portIndex);

    /** An input if it is a table, and the node before has been executed. */
    Optional<BufferedDataTable> getInTable(int portIndex);
}
