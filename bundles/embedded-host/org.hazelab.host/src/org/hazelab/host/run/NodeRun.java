// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.host.workflow.WorkflowFile.NodeFile;
import org.hazelab.standin.node.HostNode;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.NodeMessage;

/** A node of a loaded workflow: its inputs, its state, its results. Indices of data ports from zero. */
public final class NodeRun {

    /** How far a node is. */
    public enum State {
        /** Not configured yet, or its inputs are unknown until another node has executed. */
        WAITING,
        /** Ready. */
        CONFIGURED,
        /** Done. */
        EXECUTED,
        /** Its configure refused, or its execute failed. */
        FAILED,
        /** Stopped. */
        CANCELED,
        /** It never started: a node before it was not executed, or the run was stopped. */
        SKIPPED
    }

    /** An output of another node. */
    record Source(NodeRun node, int port) {
    }

    private final NodeFile file;
    private final HostNode node;
    private final Source[] inputs;
    private final List<NodeRun> variableSources = new ArrayList<>();
    private final List<NodeRun> successors = new ArrayList<>();
    private Map<String, FlowVariable> outgoingVariables = new LinkedHashMap<>();
    private State state = State.WAITING;
    private PortObjectSpec[] outSpecs;
    private PortObject[] outObjects;

    NodeRun(final NodeFile file, final HostNode node) {
        this.file = file;
        this.node = node;
        inputs = new Source[node.inputs().size()];
        outSpecs = new PortObjectSpec[node.outputs().size()];
    }

    /** Name and number. */
    public String label() {
        return file.name() + " #" + file.number();
    }

    NodeFile file() {
        return file;
    }

    HostNode node() {
        return node;
    }

    Source[] inputs() {
        return inputs;
    }

    void connect(final int port, final NodeRun source, final int sourcePort) {
        inputs[port] = new Source(source, sourcePort);
        addSuccessor(source);
    }

    void connectVariables(final NodeRun source) {
        variableSources.add(source);
        addSuccessor(source);
    }

    private void addSuccessor(final NodeRun source) {
        if (!source.successors.contains(this)) {
            source.successors.add(this);
        }
    }

    List<NodeRun> successors() {
        return successors;
    }

    /** The nodes before it, those at the variable port first, then by port. */
    List<NodeRun> predecessors() {
        List<NodeRun> found = new ArrayList<>(variableSources);
        Arrays.stream(inputs).filter(s -> s != null).map(Source::node).filter(n -> !found.contains(n))
            .forEach(found::add);
        return found;
    }

    Map<String, FlowVariable> outgoingVariables() {
        return outgoingVariables;
    }

    void setOutgoingVariables(final Map<String, FlowVariable> variables) {
        outgoingVariables = variables;
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    void setState(final State newState) {
        state = newState;
    }

    /** What it shows its user. */
    public NodeMessage message() {
        return node.message();
    }

    PortObjectSpec[] outSpecs() {
        return outSpecs;
    }

    void setOutSpecs(final PortObjectSpec[] specs) {
        outSpecs = specs;
    }

    PortObject[] outObjects() {
        return outObjects;
    }

    void setOutObjects(final PortObject[] objects) {
        outObjects = objects;
    }

    @Override
    public String toString() {
        return label() + " " + state;
    }
}
