// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Arrays;

import org.hazelab.standin.parameters.ParameterPersistence;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/**
 * Runs a {@link DefaultModel}. Kept of KNIME's contract: parameters are made from the inputs at the first configure if
 * none were loaded, and they are validated when they are made and when they are loaded.
 */
final class DefaultNodeModel extends NodeModel {

    private final DefaultModel model;
    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private NodeParameters parameters;

    DefaultNodeModel(final DefaultModel model, final PortType[] inTypes, final PortType[] outTypes) {
        super(inTypes, outTypes);
        this.model = model;
        this.inTypes = inTypes;
        this.outTypes = outTypes;
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (model.parametersClass != null && parameters == null) {
            parameters = ParameterPersistence.create(model.parametersClass,
                new SpecsInput(inTypes, outTypes, inSpecs));
            parameters.validate();
        }
        PortObjectSpec[] outSpecs = new PortObjectSpec[outTypes.length];
        model.configure.accept(new Configuring(inSpecs), new ConfigureOutput() {
            @Override
            public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
                outSpecs[index] = spec;
            }

            @Override
            @SafeVarargs
            public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
                System.arraycopy(specs, 0, outSpecs, 0, specs.length);
            }

            @Override
            public void setWarningMessage(final String message) {
                DefaultNodeModel.this.setWarningMessage(message);
            }
        });
        return outSpecs;
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        PortObject[] outData = new PortObject[outTypes.length];
        model.execute.accept(new Executing(inObjects, exec), new ExecuteOutput() {
            @Override
            public <D extends PortObject> void setOutData(final int index, final D data) {
                outData[index] = data;
            }

            @Override
            @SafeVarargs
            public final <D extends PortObject> void setOutData(final D... data) {
                System.arraycopy(data, 0, outData, 0, data.length);
            }

            @Override
            @SafeVarargs
            public final <D extends PortObject> void setInternalData(final D... data) {
                // for views, which the host does not have
            }

            @Override
            public void setWarningMessage(final String message) {
                DefaultNodeModel.this.setWarningMessage(message);
            }
        });
        return outData;
    }

    @Override
    protected void reset() {
        // nothing is kept
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        if (model.parametersClass != null) {
            NodeParameters current =
                parameters == null ? ParameterPersistence.create(model.parametersClass) : parameters;
            ParameterPersistence.save(current, settings);
        }
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (model.parametersClass != null) {
            ParameterPersistence.load(model.parametersClass, settings).validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (model.parametersClass != null) {
            parameters = ParameterPersistence.load(model.parametersClass, settings);
        }
    }

    private final class Configuring implements ConfigureInput {

        private final PortObjectSpec[] specs;

        Configuring(final PortObjectSpec[] specs) {
            this.specs = specs;
        }

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
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(final int index) {
            return (S)specs[index];
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
        public PortType[] getOutPortTypes() {
            return outTypes.clone();
        }
    }

    private final class Executing implements ExecuteInput {

        private final PortObject[] objects;
        private final ExecutionContext exec;

        Executing(final PortObject[] objects, final ExecutionContext exec) {
            this.objects = objects;
            this.exec = exec;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S)parameters;
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

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes.clone();
        }
    }
}
