// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.hazelab.host.workflow.VariableTree;
import org.hazelab.standin.RunFolder;
import org.hazelab.standin.node.HostNode;
import org.hazelab.standin.node.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.data.DataCell;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.HostAccess;

/**
 * The program that the nodes run in: the embedded host. This class is all that the tests of the nodes know of it; every
 * other one names KNIME's API alone. To run them in KNIME itself, this class is what has to be written once more.
 *
 * <p>An instance has a workflow folder and a folder for file stores, which are deleted at the end.
 */
public final class Host implements AutoCloseable {

    /** What a node says of itself; descriptions are marked up, the icon's path is relative to the factory's class. */
    public record Description(String name, String icon, String shortDescription, String fullDescription,
        String sinceVersion, List<String> keywords, List<Port> inputs, List<Port> outputs, List<Option> options) {
    }

    /** A port, with the names of the types that it can have. */
    public record Port(String id, String name, String description, List<String> types, boolean optional) {
    }

    /** An option in the dialog; of an enum with its constants. The key is that of its setting. */
    public record Option(String key, String section, String title, String description, List<Constant> constants) {
    }

    /** A constant of an enum: as saved, as shown, and described, if it is. */
    public record Constant(String name, String label, String description) {
    }

    private final RunFolder run;
    private final Path workflow;

    /** An empty workflow. */
    public Host() {
        try {
            run = new RunFolder();
            workflow = Files.createTempDirectory("hazelab-workflow-");
        } catch (IOException e) {
            throw new IllegalStateException("The temporary folder cannot be used", e);
        }
    }

    /** The folder that {@code knime://knime.workflow/} means. */
    public Path workflow() {
        return workflow;
    }

    /** The folder for file stores and large cells. */
    public Path temporary() {
        return run.path();
    }

    /** A context for an execution of a node, in which the names of file stores are its own. */
    public ExecutionContext context(final String node) {
        return context(node, new DefaultNodeProgressMonitor());
    }

    /** The same, whose progress goes to the monitor. */
    public ExecutionContext context(final String node, final NodeProgressMonitor monitor) {
        return org.knime.core.node.HostAccess.newContext(monitor, run, node);
    }

    /** A new node of the workflow, with those of its optional ports that are connected. */
    public Node node(final DefaultNodeFactory factory, final Collection<String> connected) {
        Map<String, PortType> added = new LinkedHashMap<>();
        HostAccess.detailsOf(factory).inputs().stream().filter(port -> connected.contains(port.id()))
            .forEach(port -> added.put(port.id(), port.types().get(0)));
        return new Node(factory.getNodeName(), new HostNode(factory, added));
    }

    /** Deletes the folders. */
    @Override
    public void close() throws IOException {
        run.close();
        RunFolder.deleteTree(workflow);
    }

    /** A node in the workflow. */
    public final class Node {

        private final String name;
        private final HostNode node;

        private Node(final String name, final HostNode node) {
            this.name = name;
            this.node = node;
        }

        /** What is saved of its parameters. */
        public NodeSettings saved() {
            NodeSettings saved = new NodeSettings("model");
            node.saveSettings(saved);
            return saved;
        }

        /** Checks and takes parameters. */
        public void load(final NodeSettingsRO settings) throws InvalidSettingsException {
            node.loadSettings(settings);
        }

        /** Configures; nothing when the node refused, which its message tells. */
        public Optional<PortObjectSpec[]> configure(final PortObjectSpec... inputs) {
            return inContext(() -> node.configure(inputs.clone()));
        }

        /** Executes; nothing when the node failed or was cancelled, which its message tells. */
        public Optional<PortObject[]> execute(final ExecutionContext exec, final PortObject... inputs) {
            return inContext(() -> node.execute(inputs, exec));
        }

        private <T> T inContext(final Supplier<T> work) {
            org.knime.core.node.workflow.HostAccess.pushContext(name,
                WorkflowContextV2.forTemporaryWorkflow(workflow, run.path()), node.positions());
            try {
                return work.get();
            } finally {
                org.knime.core.node.workflow.HostAccess.popContext();
            }
        }

        /** What it shows its user. */
        public NodeMessage message() {
            return node.message();
        }
    }

    /** The factories of the bundle's nodes, in the order of registration. */
    public static List<DefaultNodeFactory> factories() {
        return new NodeRegistry().all().stream()
            .filter(entry -> entry.factoryClass().startsWith("org.hazelab.knime.nodes.")).map(Host::create).toList();
    }

    private static DefaultNodeFactory create(final NodeRegistry.Entry entry) {
        try {
            return entry.create();
        } catch (NodeLoadException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** What a node says of itself. */
    public static Description describe(final DefaultNodeFactory factory) {
        NodeDetails node = HostAccess.detailsOf(factory);
        return new Description(node.name(), node.icon(), node.shortDescription(), node.fullDescription(),
            node.sinceVersion(), node.keywords(), node.inputs().stream().map(Host::port).toList(),
            node.outputs().stream().map(Host::port).toList(), node.options().stream().map(Host::option).toList());
    }

    private static Port port(final NodeDetails.Port port) {
        return new Port(port.id(), port.name(), port.description(),
            port.types().stream().map(PortType::getName).toList(), port.optional());
    }

    private static Option option(final ParameterDetails option) {
        return new Option(option.key(), option.section(), option.title(), option.description(),
            option.allowed().stream().map(one -> new Constant(one.name(), one.label(), one.description())).toList());
    }

    /** The class of a node's parameters. */
    public static Class<?> parametersOf(final DefaultNodeFactory factory) {
        return HostAccess.parametersOf(factory);
    }

    /**
     * Overwrites settings by flow variables.
     *
     * @param settings of a node, changed in place
     * @param tree which variable controls what, as KNIME saves it
     * @param values the values of the variables by their names
     */
    public static void overwrite(final NodeSettings settings, final NodeSettings tree,
        final Map<String, Object> values) throws InvalidSettingsException {
        Map<String, FlowVariable> variables = new LinkedHashMap<>();
        values.forEach(
            (name, value) -> variables.put(name, org.knime.core.node.workflow.HostAccess.newVariable(name, value)));
        VariableTree.apply(settings, tree, variables);
    }

    /** The cell as it is after its workflow was saved and opened again. */
    public static DataCell savedAndOpened(final DataCell cell) {
        return org.knime.core.data.container.HostAccess.copyThroughSerializer(cell);
    }

    /** The file that a cell keeps its pixels in. */
    public static Path storeOf(final FileStoreCell cell) {
        return org.knime.core.data.filestore.HostAccess.storesOf(cell)[0].getFile().toPath();
    }

    /** Gives a cell that was read from bytes the file stores of another, as opening a workflow does. */
    public static void giveStores(final FileStoreCell from, final FileStoreCell to) throws IOException {
        org.knime.core.data.filestore.HostAccess.adopt(to, org.knime.core.data.filestore.HostAccess.storesOf(from));
    }

    /** The object as it is after its workflow was saved and opened again. */
    public static PortObject savedAndOpened(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        return org.knime.core.node.port.HostAccess.copyThroughSerializers(object, exec);
    }

    /** What is saved of an object beside its file stores. */
    public static byte[] savedBytes(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        return org.knime.core.node.port.HostAccess.objectBytes(object, exec);
    }
}
