// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.Outcome.State;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.node.DefaultNodeFactory;

/**
 * Configures and executes one kind of node as the host's scheduler does: within its node context, in a thread of its
 * own, with a workflow folder and a folder for file stores that are deleted at the end. Every call makes a fresh node.
 *
 * <p>Settings begin as the dialog shows them for the connected table; {@link #set} changes single keys of what is
 * saved.
 */
public final class NodeTester implements AutoCloseable {

    private final DefaultNodeFactory factory;
    private final Host host = new Host();
    private final Map<String, Object> changes = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final List<String> connected = new ArrayList<>();
    private RecordingMonitor monitor = new RecordingMonitor();
    private int nodes;

    /** A tester with an empty workflow folder. */
    public NodeTester(final DefaultNodeFactory factory) {
        this.factory = factory;
    }

    /** The folder that {@code knime://knime.workflow/} means. */
    public Path workflow() {
        return host.workflow();
    }

    /** Changes a setting: its keys joined by "/", a value of the type it is saved with, for enums a constant's name. */
    public NodeTester set(final String key, final Object value) {
        changes.put(key, value);
        return this;
    }

    /** Takes back every {@link #set}. */
    public NodeTester reset() {
        changes.clear();
        variables.clear();
        return this;
    }

    /** Adds a port to a group of ports that is optional. */
    public NodeTester connect(final String group) {
        connected.add(group);
        return this;
    }

    /** Lets a flow variable of the value's type control a setting. */
    public NodeTester control(final String key, final Object value) {
        variables.put(key, value);
        return this;
    }

    /** Watches the next execution, and cancels it if the monitor says so. */
    public NodeTester watch(final RecordingMonitor next) {
        monitor = next;
        return this;
    }

    /** A context to make cells and tables with. */
    public ExecutionContext context() {
        return host.context("input");
    }

    /** What is saved if nothing was ever set, with no input known. */
    public NodeSettings defaults() {
        return newNode().saved();
    }

    /** What is saved for the settings of this tester with these inputs connected. */
    public NodeSettings saved(final PortObjectSpec... inputs) throws InvalidSettingsException {
        return loadedNode(inputs).saved();
    }

    /** What a node saves that was loaded with these settings. */
    public NodeSettings loadedAndSaved(final NodeSettingsRO settings) throws InvalidSettingsException {
        Host.Node node = newNode();
        node.load(settings);
        return node.saved();
    }

    private Host.Node newNode() {
        nodes++;
        return host.node(factory, connected);
    }

    private Host.Node loadedNode(final PortObjectSpec... inputs) throws InvalidSettingsException {
        Host.Node node = newNode();
        if (!changes.isEmpty() || !variables.isEmpty()) {
            node.load(effectiveSettings(inputs));
        }
        return node;
    }

    private NodeSettings effectiveSettings(final PortObjectSpec... inputs) throws InvalidSettingsException {
        Host.Node fresh = newNode();
        fresh.configure(inputs);
        NodeSettings settings = fresh.saved();
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            Settings.put(settings, change.getKey(), change.getValue());
        }
        Map<String, Object> named = new LinkedHashMap<>();
        NodeSettings tree = new NodeSettings("tree");
        variables.forEach((key, value) -> {
            named.put("variable of " + key, value);
            Settings.control(tree, key, "variable of " + key);
        });
        Host.overwrite(settings, tree, named);
        return settings;
    }

    /** Configures. */
    public Outcome configure(final PortObjectSpec... inputs) {
        Host.Node node;
        try {
            node = loadedNode(inputs);
        } catch (InvalidSettingsException e) {
            return refused(NodeMessage.newWarning(e.getMessage()));
        }
        Optional<PortObjectSpec[]> specs = node.configure(inputs);
        NodeMessage message = node.message();
        return specs.map(found -> new Outcome(State.CONFIGURED, message, Arrays.asList(found), List.of(), List.of(),
            monitor))
            .orElseGet(() -> refused(message));
    }

    private Outcome refused(final NodeMessage message) {
        return new Outcome(State.REFUSED, message, List.of(), List.of(), List.of(), monitor);
    }

    /** Configures and executes. The specs of the result are always compared with those promised by configure. */
    public Outcome execute(final TestInput... inputs) {
        ExecutionContext making = context();
        PortObject[] objects = new PortObject[inputs.length];
        for (int port = 0; port < objects.length; port++) {
            objects[port] = inputs[port].build("port" + port, making);
        }
        PortObjectSpec[] specs = Arrays.stream(objects).map(PortObject::getSpec).toArray(PortObjectSpec[]::new);
        Host.Node node;
        try {
            node = loadedNode(specs);
        } catch (InvalidSettingsException e) {
            return refused(NodeMessage.newWarning(e.getMessage()));
        }
        Optional<PortObjectSpec[]> promised = node.configure(specs);
        if (promised.isEmpty()) {
            return refused(node.message());
        }
        RecordingMonitor watching = monitor;
        monitor = new RecordingMonitor();
        Optional<PortObject[]> results = inWorker(node, watching, objects);
        List<PortObjectSpec> configured = Arrays.asList(promised.get());
        if (results.isEmpty()) {
            return new Outcome(Outcome.stateOf(node.message()), node.message(), configured,
                List.of(), List.of(), watching);
        }
        List<ResultTable> tables = new ArrayList<>();
        List<PortObject> others = new ArrayList<>();
        for (int port = 0; port < configured.size(); port++) {
            PortObject result = results.get()[port];
            if (result instanceof BufferedDataTable table) {
                tables.add(new ResultTable(table));
            } else {
                others.add(result);
            }
            assertKept(configured.get(port), result.getSpec());
        }
        return new Outcome(State.EXECUTED, node.message(), configured, tables, others, watching);
    }

    /** Tables have the columns that were promised; of another result less may have been known, but not its opposite. */
    private static void assertKept(final PortObjectSpec promised, final PortObjectSpec given) {
        boolean kept = promised instanceof DataTableSpec table ? table.equalStructure((DataTableSpec)given)
            : promised instanceof ModelPortObjectSpec model
                ? model.description().method().equals(((ModelPortObjectSpec)given).description().method())
                : promised == null || promised.equals(given);
        assertTrue(kept, "configure promised " + promised + ", execute gave " + given);
    }

    private Optional<PortObject[]> inWorker(final Host.Node node, final RecordingMonitor watching,
        final PortObject... inputs) {
        AtomicReference<Optional<PortObject[]>> result = new AtomicReference<>();
        AtomicReference<Throwable> escaped = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            result.set(node.execute(host.context(Integer.toString(nodes), watching), inputs));
        }, factory.getNodeName());
        worker.setUncaughtExceptionHandler((thread, failure) -> escaped.set(failure));
        watching.watch(worker);
        worker.start();
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The test was interrupted", e);
        }
        if (escaped.get() != null) {
            throw new AssertionError("The border to the node let something through", escaped.get());
        }
        return result.get();
    }

    /** The files in the workflow folder and below, relative to it, sorted; hidden ones too. */
    public List<String> files() throws IOException {
        try (var found = Files.walk(host.workflow())) {
            return found.filter(Files::isRegularFile)
                .map(p -> host.workflow().relativize(p).toString().replace('\\', '/'))
                .sorted().toList();
        }
    }

    /** Deletes the folders of workflow and file stores. */
    @Override
    public void close() throws IOException {
        host.close();
        assertFalse(Files.exists(host.temporary()), "the file stores are still there");
    }
}
