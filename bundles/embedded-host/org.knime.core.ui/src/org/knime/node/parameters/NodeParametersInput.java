// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What new parameters and choices may look at. Port indices from zero; nothing where an input is not connected. */
public interface NodeParametersInput {

    /** The types of the inputs. */
    PortType[] getInPortTypes();

    /** The types of the outputs. */
    PortType[] getOutPortTypes();

    /** What is known of the inputs, null where nothing. */
    PortObjectSpec[] getInPortSpecs();

    /** What is known of an input. */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** What is known of the inputs, null where nothing or where it is no table. */
    DataTableSpec[] getInTableSpecs();

    /** What is known of an input if it is a table. */
    Optional<DataTableSpec> getInTableSpec(int portIndex);

    /** The inputs, null where they are not there yet. */
    PortObject[] getInPortObjects();

    /** An input, if it is there. */
    Optional<PortObject> getInPortObject(int portIndex);

    /** The inputs, null where they are not there yet or are no tables. */
    BufferedDataTable[] getInTables();

    /** An input, if it is there and is a table. */
    Optional<BufferedDataTable> getInTable(int portIndex);
}
