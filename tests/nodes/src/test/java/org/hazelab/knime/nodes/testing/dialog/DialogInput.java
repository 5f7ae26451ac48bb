// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.util.Arrays;
import java.util.Optional;

import org.hazelab.knime.nodes.model.ModelPortObject;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What a dialog knows of the inputs of its node; as in KNIME, there is no answer for a port that is not there. */
public final class DialogInput implements NodeParametersInput {

    private final PortType[] types;
    private final PortObjectSpec[] specs;
    private final Optional<BufferedDataTable> table;

    private DialogInput(final PortType[] types, final PortObjectSpec[] specs,
        final Optional<BufferedDataTable> table) {
        this.types = types;
        this.specs = specs;
        this.table = table;
    }

    /** The same with a table at the first input, as after the node before has been executed. */
    public DialogInput with(final BufferedDataTable first) {
        return new DialogInput(types, specs, Optional.of(first));
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return portIndex == 0 ? table : Optional.empty();
    }

    /** Of a node with these inputs: tables, and models of HazeLab. */
    public static DialogInput of(final PortObjectSpec... specs) {
        return new DialogInput(Arrays.stream(specs)
            .map(spec -> spec instanceof DataTableSpec ? BufferedDataTable.TYPE : ModelPortObject.TYPE)
            .toArray(PortType[]::new), specs.clone(), Optional.empty());
    }

    /** Of a node that has these inputs, of which nothing is known yet. */
    public static DialogInput unknown(final PortType... types) {
        return new DialogInput(types.clone(), new PortObjectSpec[types.length], Optional.empty());
    }

    @Override
    public PortType[] getInPortTypes() {
        return types.clone();
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return Optional.ofNullable(specs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }
}
