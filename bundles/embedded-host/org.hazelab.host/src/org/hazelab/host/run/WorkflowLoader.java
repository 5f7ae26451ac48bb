// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.hazelab.host.workflow.VariableTree;
import org.hazelab.host.workflow.WorkflowFile;
import org.hazelab.host.workflow.WorkflowFile.Connection;
import org.hazelab.host.workflow.WorkflowFile.NodeFile;
import org.hazelab.standin.RunFolder;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.hazelab.standin.node.HostNode;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.HostAccess;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.node.DefaultNodeFactory;

/** Makes the nodes of a workflow, connects them and gives them their settings. Collects every problem it finds. */
public final class WorkflowLoader {

    private final NodeRegistry registry;
    private final RunFolder folder;
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, NodeRun> nodes = new TreeMap<>();

    public WorkflowLoader(final NodeRegistry registry, final RunFolder folder) {
        this.registry = registry;
        this.folder = folder;
    }

    /**
     * Loads a workflow.
     *
     * @param overrides variables in the place of those the workflow has
     * @param options settings in the place of those saved
     * @throws HostException with every problem: a node not installed, settings that a node refuses, variables that are
     *         not there or do not fit, connections that lead nowhere or in a circle
     */
    public LoadedWorkflow load(final WorkflowFile file, final Collection<FlowVariable> overrides,
        final Collection<NodeOption> options) throws HostException {
        WorkflowContextV2 context = WorkflowContextV2.forTemporaryWorkflow(file.folder(), folder.path());
        for (NodeFile node : file.nodes()) {
            create(node).ifPresent(run -> nodes.put(node.number(), run));
        }
        stopOnProblems();
        file.connections().forEach(this::connect);
        stopOnProblems();
        List<NodeRun> order = order();
        applyOptions(options);
        applySettings(order, context, variables(file, overrides));
        stopOnProblems();
        return new LoadedWorkflow(context, folder, order);
    }

    private void stopOnProblems() throws HostException {
        if (!problems.isEmpty()) {
            throw new HostException(ExitCode.LOAD, problems);
        }
    }

    private Optional<NodeRun> create(final NodeFile file) {
        Optional<NodeRegistry.Entry> entry = registry.find(file.factory());
        if (entry.isEmpty()) {
            String from = file.bundle().isEmpty() ? "" : " of the bundle " + file.bundle();
            problems.add("The node " + file.label() + " is not known here: its factory " + file.factory() + from
                + " is not installed. This workflow needs KNIME itself.");
            return Optional.empty();
        }
        try {
            DefaultNodeFactory factory = entry.get().create();
            return Optional.of(new NodeRun(file, new HostNode(factory, HostNode.addedPorts(file.settings()))));
        } catch (NodeLoadException | InvalidSettingsException e) {
            problems.add("The node " + file.label() + " cannot be made: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void connect(final Connection c) {
        NodeRun source = nodes.get(c.source());
        NodeRun target = nodes.get(c.target());
        String line = "The connection from " + source.label() + " (port " + c.sourcePort() + ") to " + target.label()
            + " (port " + c.targetPort() + ") ";
        if (c.sourcePort() == 0 && c.targetPort() == 0) {
            target.connectVariables(source);
        } else if (c.sourcePort() < 1 || c.sourcePort() > source.node().outputs().size() || c.targetPort() < 1
            || c.targetPort() > target.node().inputs().size()) {
            problems.add(line + "leads nowhere: one of the nodes has no such port.");
        } else {
            connectData(c, source, target, line);
        }
    }

    private void connectData(final Connection c, final NodeRun source, final NodeRun target, final String line) {
        PortType given = source.node().outputs().get(c.sourcePort() - 1);
        PortType wanted = target.node().inputs().get(c.targetPort() - 1);
        if (!wanted.isSuperTypeOf(given)) {
            problems.add(line + "does not fit: " + given + " comes out, " + wanted + " is wanted.");
        } else if (target.inputs()[c.targetPort() - 1] != null) {
            problems.add(line + "is one too many: that input is already connected.");
        } else {
            target.connect(c.targetPort() - 1, source, c.sourcePort() - 1);
        }
    }

    private List<NodeRun> order() throws HostException {
        Map<NodeRun, Integer> open = new LinkedHashMap<>();
        nodes.values().forEach(n -> open.put(n, n.predecessors().size()));
        PriorityQueue<NodeRun> ready = new PriorityQueue<>((a, b) -> a.file().number() - b.file().number());
        open.forEach((node, count) -> {
            if (count == 0) {
                ready.add(node);
            }
        });
        List<NodeRun> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            NodeRun next = ready.remove();
            order.add(next);
            for (NodeRun successor : next.successors()) {
                if (open.merge(successor, -1, Integer::sum) == 0) {
                    ready.add(successor);
                }
            }
        }
        if (order.size() < nodes.size()) {
            String rest = nodes.values().stream().filter(n -> !order.contains(n)).map(NodeRun::label)
                .collect(Collectors.joining(", "));
            throw new HostException(ExitCode.LOAD, "The connections form a cycle: " + rest + ".");
        }
        return order;
    }

    private Map<String, FlowVariable> variables(final WorkflowFile file, final Collection<FlowVariable> overrides) {
        Map<String, FlowVariable> variables = new LinkedHashMap<>(file.variables());
        for (FlowVariable override : overrides) {
            if (!variables.containsKey(override.getName())) {
                String known = variables.isEmpty() ? "It has none" : "It has " + String.join(", ", variables.keySet());
                problems.add("The workflow " + file.name() + " has no workflow variable \"" + override.getName()
                    + "\". " + known + ".");
            }
            variables.put(override.getName(), override);
        }
        return variables;
    }

    private void applyOptions(final Collection<NodeOption> options) throws HostException {
        for (NodeOption option : options) {
            NodeRun run = nodes.get(option.node());
            if (run == null) {
                throw new HostException(ExitCode.USAGE,
                    "-option: the workflow has no node with the number " + option.node() + ".");
            }
            try {
                option.store(run.file().model().orElseThrow(
                    () -> new InvalidSettingsException("the node has no saved settings")));
            } catch (InvalidSettingsException e) {
                throw new HostException(ExitCode.USAGE,
                    "-option for " + run.label() + ": " + e.getMessage() + ".", e);
            }
        }
    }

    private void applySettings(final List<NodeRun> order, final WorkflowContextV2 context,
        final Map<String, FlowVariable> workflowVariables) {
        for (NodeRun run : order) {
            Map<String, FlowVariable> incoming = new LinkedHashMap<>();
            for (NodeRun before : run.predecessors()) {
                before.outgoingVariables().forEach(incoming::putIfAbsent);
            }
            workflowVariables.forEach(incoming::putIfAbsent);
            Map<String, FlowVariable> outgoing = new LinkedHashMap<>();
            HostAccess.pushContext(run.label(), context);
            try {
                outgoing.putAll(applySettings(run, incoming));
            } catch (InvalidSettingsException e) {
                problems.add("The settings of " + run.label() + " cannot be used: " + e.getMessage());
            } finally {
                HostAccess.popContext();
            }
            incoming.forEach(outgoing::putIfAbsent);
            run.setOutgoingVariables(outgoing);
        }
    }

    private static Map<String, FlowVariable> applySettings(final NodeRun run, final Map<String, FlowVariable> incoming)
        throws InvalidSettingsException {
        NodeFile file = run.file();
        if (file.model().isEmpty()) {
            if (file.variables().isPresent() && file.variables().get().iterator().hasNext()) {
                throw new InvalidSettingsException(
                    "flow variables control them, but they are not saved; save the workflow in KNIME once more");
            }
            return Map.of();
        }
        NodeSettings effective = new NodeSettings("model");
        file.model().get().copyTo(effective);
        Map<String, FlowVariable> exposed = Map.of();
        if (file.variables().isPresent()) {
            exposed = VariableTree.apply(effective, file.variables().get(), incoming);
        }
        run.node().loadSettings(effective);
        return exposed;
    }
}
