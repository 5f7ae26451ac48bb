// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.util.Arrays;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.parameters.NodeParameters;

/** What a node gets: specs to configure with, or objects and a context to execute with. */
record NodeInput(NodeParameters parameters, PortObjectSpec[] specs, PortObject[] objects, ExecutionContext exec)
    implements
        ConfigureInput,
        ExecuteInput {

    @Override
    @SuppressWarnings("unchecked")
    public <S extends NodeParameters> S getParameters() {
        return (S)parameters;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs;
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public DataTableSpec getInTableSpec(final int portIndex) {
        return (DataTableSpec)specs[portIndex];
    }

    @Override
    public ExecutionContext getExecutionContext() {
        return exec;
    }

    @Override
    public PortObject[] getInPortObjects() {
        return objects;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D extends PortObject> D getInPortObject(final int portIndex) {
        return (D)objects[portIndex];
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Arrays.stream(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
    }

    @Override
    public BufferedDataTable getInTable(final int portIndex) {
        return (BufferedDataTable)objects[portIndex];
    }
}
