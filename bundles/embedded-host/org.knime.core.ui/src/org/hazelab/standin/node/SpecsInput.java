// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What new parameters may look at: the specs of the inputs. */
record SpecsInput(List<PortType> types, PortObjectSpec[] specs) implements NodeParametersInput {

    @Override
    public PortType[] getInPortTypes() {
        return types.toArray(PortType[]::new);
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return Optional.ofNullable(portIndex < specs.length ? specs[portIndex] : null);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(specs).map(s -> s instanceof DataTableSpec t ? t : null).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return getInPortSpec(portIndex).filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast);
    }

    /** The host makes parameters before anything is executed. */
    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return Optional.empty();
    }
}
