// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.host.workflow.WorkflowFile.NodeFile;
import org.knime.core.node.Node;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.NativeNodeContainer;
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
    private final NativeNodeContainer container;
    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private final Source[] inputs;
    private final List<NodeRun> variableSources = new ArrayList<>();
    private final List<NodeRun> successors = new ArrayList<>();
    private Map<String, FlowVariable> outgoingVariables = new LinkedHashMap<>();
    private State state = State.WAITING;
    private PortObjectSpec[] outSpecs;
    private PortObject[] outObjects;

    NodeRun(final NodeFile file, final NativeNodeContainer container) {
        this.file = file;
        this.container = container;
        Optional<ModifiablePortsConfiguration> ports =
            container.getNode().getCopyOfCreationConfig().flatMap(c -> c.getPortConfig());
        inTypes = ports.map(ModifiablePortsConfiguration::getInputPorts).orElse(new PortType[0]);
        outTypes = ports.map(ModifiablePortsConfiguration::getOutputPorts).orElse(new PortType[0]);
        inputs = new Source[inTypes.length];
        outSpecs = new PortObjectSpec[outTypes.length];
    }

    /** Name and number. */
    public String label() {
        return file.name() + " #" + file.number();
    }

    NodeFile file() {
        return file;
    }

    NativeNodeContainer container() {
        return container;
    }

    Node node() {
        return container.getNode();
    }

    PortType inType(final int port) {
        return inTypes[port];
    }

    PortType outType(final int port) {
        return outTypes[port];
    }

    int inputCount() {
        return inTypes.length;
    }

    int outputCount() {
        return outTypes.length;
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
        return container.getNodeMessage();
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
