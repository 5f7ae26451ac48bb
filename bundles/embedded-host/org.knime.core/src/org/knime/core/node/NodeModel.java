// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/**
 * What a node does: settings, configure, execute. Only the part behind the fluent API is here; internals, loops,
 * streaming, views and flow variables of KNIME's models are left out.
 */
public abstract class NodeModel {

    private final PortType[] inPorts;
    private final PortType[] outPorts;
    private Message warning;

    /** A model with the given ports, the flow variable ports not counted. */
    protected NodeModel(final PortType[] inPortTypes, final PortType[] outPortTypes) {
        inPorts = inPortTypes.clone();
        outPorts = outPortTypes.clone();
    }

    /** Checks settings and inputs; the specs of the outputs, null where unknown. */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        throw new IllegalStateException("NodeModel.configure() implementation missing!");
    }

    /** Does the work. */
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        throw new IllegalStateException("NodeModel.execute() implementation missing!");
    }

    /** Forgets the results. */
    protected abstract void reset();

    /** Stores the settings. */
    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    /** Checks settings without taking them. */
    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /** Takes settings that were checked. */
    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    /** The number of inputs. */
    protected final int getNrInPorts() {
        return inPorts.length;
    }

    /** The number of outputs. */
    protected final int getNrOutPorts() {
        return outPorts.length;
    }

    /** The type of an input. */
    protected final PortType getInPortType(final int index) {
        return inPorts[index];
    }

    /** The type of an output. */
    protected final PortType getOutPortType(final int index) {
        return outPorts[index];
    }

    /** Sets or, with null, removes the warning. */
    protected final void setWarningMessage(final String warningMessage) {
        setWarning(warningMessage == null ? null : Message.fromSummary(warningMessage));
    }

    /** Sets or, with null, removes the warning. */
    protected final void setWarning(final Message message) {
        warning = message;
    }

    /** The warning, or null. */
    protected final Message getWarning() {
        return warning;
    }
}
