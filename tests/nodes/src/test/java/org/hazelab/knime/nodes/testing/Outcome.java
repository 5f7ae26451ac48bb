// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.NodeMessage.Type;

/**
 * What became of a node.
 *
 * @param state how far it came
 * @param message what it shows its user
 * @param specs what configure promised, null where it could not know
 * @param tables the tables that execute gave
 * @param others what else execute gave
 * @param monitor what it reported
 */
public record Outcome(State state, NodeMessage message, List<PortObjectSpec> specs, List<ResultTable> tables,
    List<PortObject> others, RecordingMonitor monitor) {

    /** How far a node came. */
    public enum State {
        /** Its settings were not accepted, when they were loaded or in configure. */
        REFUSED,
        CONFIGURED,
        EXECUTED,
        FAILED,
        CANCELED
    }

    static State stateOf(final NodeMessage message) {
        return message.equals(NodeMessage.newWarning("Execution canceled")) ? State.CANCELED : State.FAILED;
    }

    private void require(final State wanted) {
        assertEquals(wanted, state, () -> "message: " + message + " " + message.getResolutions());
    }

    /** Makes sure that the node has executed and has nothing to say. */
    public void isQuiet() {
        require(State.EXECUTED);
        assertEquals(NodeMessage.NONE, message);
    }

    /** The only output, of a node that has executed. */
    public ResultTable table() {
        require(State.EXECUTED);
        assertEquals(1, tables.size());
        return tables.get(0);
    }

    /** The only output, of a node that has executed and has nothing to say. */
    public ResultTable quietTable() {
        isQuiet();
        return table();
    }

    /** The only promised output, of a node that was configured. */
    public DataTableSpec spec() {
        require(State.CONFIGURED);
        assertEquals(1, specs.size());
        return (DataTableSpec)specs.get(0);
    }

    /** The promised tables, in order. */
    public List<DataTableSpec> tableSpecs() {
        return specs.stream().filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast).toList();
    }

    /** The only output that is no table, of a node that has executed. */
    public <T extends PortObject> T other(final Class<T> kind) {
        require(State.EXECUTED);
        assertEquals(1, others.size());
        return kind.cast(others.get(0));
    }

    /** The warning of a node that has executed. */
    public String warning() {
        require(State.EXECUTED);
        assertEquals(Type.WARNING, message.getMessageType(), "there is no warning");
        return message.getMessage();
    }

    /** Why the settings were not accepted. */
    public String refusal() {
        require(State.REFUSED);
        assertEquals(Type.WARNING, message.getMessageType(), () -> "not refused, but broken: " + message);
        return message.getMessage();
    }

    /** Why execute failed, followed by what to do: of a failure that the node has foreseen. */
    public String failure() {
        require(State.FAILED);
        assertEquals(Type.ERROR, message.getMessageType());
        assertEquals(1, message.getResolutions().size(), () -> "says not what to do: " + message);
        return message.getMessage() + ". " + message.getResolutions().get(0);
    }
}
