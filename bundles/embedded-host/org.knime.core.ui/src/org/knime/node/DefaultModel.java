// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParameters;

/** What a node does, put together as parameters class, configure, execute. */
public abstract class DefaultModel implements FluentNodeAPI {

    final Class<? extends NodeParameters> parametersClass;
    final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
    final ExecuteConsumer execute;

    DefaultModel(final Class<? extends NodeParameters> parametersClass,
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
        final ExecuteConsumer execute) {
        this.parametersClass = parametersClass;
        this.configure = configure;
        this.execute = execute;
    }

    static RequireModelParameters create() {
        return parameters -> configure -> execute -> new DefaultModel(parameters, configure, execute) {
        };
    }

    /** First the class of the parameters. */
    public interface RequireModelParameters {

        /** The class of the parameters, with a constructor without arguments. */
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);
    }

    /** Then how to configure. */
    public interface RequireConfigureOrRearrangeColumns {

        /** Checks parameters and inputs, and says what is known of the outputs. */
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    /** Then how to execute. */
    public interface RequireExecute {

        /** Does the work. */
        DefaultModel execute(ExecuteConsumer execute);
    }

    /** Takes input and output of configure. */
    public interface ConfigureOrRearrangerConsumer<I, O> {

        /** @throws InvalidSettingsException when the node cannot work so */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Takes input and output of execute. */
    public interface ExecuteConsumer {

        /**
         * Does the work.
         *
         * @throws CanceledExecutionException when the user stopped it
         * @throws KNIMEException when it fails in a way that the user can understand
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What is there to configure with. Port indices from zero, ports that are not there are not counted. */
    public interface ConfigureInput {

        /** The parameters; the caller names their class. */
        <S extends NodeParameters> S getParameters();

        /** What is known of the inputs, null where nothing. */
        PortObjectSpec[] getInPortSpecs();

        /** What is known of the inputs, all of them tables. */
        DataTableSpec[] getInTableSpecs();

        /** What is known of an input that is a table. */
        DataTableSpec getInTableSpec(int portIndex);
    }

    /** Where to say what is known of the outputs. */
    public interface ConfigureOutput {

        /** Says what is known of an output. */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /** Says what is known of the first outputs. */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        /** Warns. */
        void setWarningMessage(String message);
    }

    /** What is there to execute with. Port indices from zero, ports that are not there are not counted. */
    public interface ExecuteInput {

        /** The parameters; the caller names their class. */
        <S extends NodeParameters> S getParameters();

        /** Progress, tables, files. */
        ExecutionContext getExecutionContext();

        /** The inputs. */
        PortObject[] getInPortObjects();

        /** An input. */
        <D extends PortObject> D getInPortObject(int portIndex);

        /** The inputs, all of them tables. */
        BufferedDataTable[] getInTables();

        /** An input that is a table. */
        BufferedDataTable getInTable(int portIndex);
    }

    /** Where to give the results. */
    public interface ExecuteOutput {

        /** Gives an output. */
        <D extends PortObject> void setOutData(int index, D data);

        /** Gives the first outputs. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /** Warns. */
        void setWarningMessage(String message);
    }
}
