// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.workflow.WorkflowFile.Connection;
import org.hazelab.host.workflow.WorkflowFile.NodeFile;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Reads workflow.knime and the settings.xml of every node. Annotations, positions and saved results are not looked at.
 */
public final class WorkflowReader {

    private static final String WORKFLOW = "workflow.knime";
    private static final int NEWEST_FORMAT = 5;

    private final Path folder;

    private WorkflowReader(final Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a workflow.
     *
     * @param folder the folder of workflow.knime, or one whose only subfolder that is
     * @throws HostException with one sentence when the workflow cannot be read
     */
    public static WorkflowFile read(final Path folder) throws HostException {
        return new WorkflowReader(find(folder.toAbsolutePath().normalize())).read();
    }

    private static Path find(final Path folder) throws HostException {
        if (Files.isRegularFile(folder.resolve(WORKFLOW))) {
            return folder;
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> inside = children.filter(c -> Files.isRegularFile(c.resolve(WORKFLOW))).toList();
            if (inside.size() == 1) {
                return inside.get(0);
            }
        } catch (IOException e) {
            throw Problems.load("The folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
        }
        throw Problems.load(
            "There is no " + WORKFLOW + " in " + folder + ": it is not the folder of a KNIME workflow.");
    }

    private WorkflowFile read() throws HostException {
        Path file = folder.resolve(WORKFLOW);
        NodeSettings workflow = parse(file);
        try {
            checkVersion(workflow);
            Map<String, FlowVariable> variables = variables(workflow);
            List<NodeFile> nodes = nodes(workflow);
            List<Connection> connections = connections(workflow, nodes);
            boolean executed = nodes.stream().anyMatch(n -> "EXECUTED".equals(n.settings().getString("state", "")));
            return new WorkflowFile(folder, folder.getFileName().toString(), variables, nodes, connections, executed);
        } catch (InvalidSettingsException e) {
            throw Problems.load("The file " + file + " is not complete: " + e.getMessage(), e);
        }
    }

    private static NodeSettings parse(final Path file) throws HostException {
        try (InputStream in = Files.newInputStream(file)) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        } catch (IOException e) {
            throw Problems.load("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void checkVersion(final NodeSettings workflow) throws InvalidSettingsException, HostException {
        String version = workflow.getString("version");
        try {
            if (Integer.parseInt(version.split("\\.")[0]) > NEWEST_FORMAT) {
                throw Problems.load("The workflow " + folder + " has the format version " + version
                    + ", which is newer than this host: it needs KNIME itself.");
            }
        } catch (NumberFormatException e) {
            throw Problems.load("The workflow " + folder + " has the format version \"" + version
                + "\", which is no version.", e);
        }
    }

    private static Map<String, FlowVariable> variables(final NodeSettings workflow)
        throws InvalidSettingsException, HostException {
        Map<String, FlowVariable> variables = new LinkedHashMap<>();
        if (workflow.containsKey("workflow_variables")) {
            NodeSettings stored = workflow.getNodeSettings("workflow_variables");
            for (String key : stored) {
                FlowVariable variable = Variables.load(stored.getNodeSettings(key));
                variables.put(variable.getName(), variable);
            }
        }
        return variables;
    }

    private List<NodeFile> nodes(final NodeSettings workflow) throws InvalidSettingsException, HostException {
        List<NodeFile> nodes = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        NodeSettings stored = workflow.getNodeSettings("nodes");
        for (String key : stored) {
            NodeSettings entry = stored.getNodeSettings(key);
            int number = entry.getInt("id");
            if (!numbers.add(number)) {
                throw Problems.load("The workflow " + folder + " has two nodes with the number " + number + ".");
            }
            nodes.add(node(number, entry));
        }
        nodes.sort(Comparator.comparingInt(NodeFile::number));
        return nodes;
    }

    private NodeFile node(final int number, final NodeSettings entry) throws InvalidSettingsException, HostException {
        String location = entry.getString("node_settings_file");
        String type = entry.getString("node_type", "NativeNode");
        if (entry.getBoolean("node_is_meta", false) || !"NativeNode".equals(type)) {
            String kind = "SubNode".equals(type) ? "component" : "metanode";
            throw Problems.load("The " + kind + " \"" + location.split("/")[0]
                + "\" cannot be run here: this workflow needs KNIME itself.");
        }
        Path file;
        try {
            file = folder.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw HostException.unnamable(ExitCode.LOAD, e);
        }
        if (!file.startsWith(folder)) {
            throw Problems.load("Node " + number + " names a settings file outside of its workflow: " + location);
        }
        NodeSettings settings = parse(file);
        try {
            String factory = settings.getString("factory");
            return new NodeFile(number, settings.getString("node-name", factory), factory,
                settings.getString("node-bundle-symbolic-name", ""), settings, nested(settings, "model"),
                settings.containsKey("variables") ? nested(settings.getNodeSettings("variables"), "tree")
                    : Optional.empty());
        } catch (InvalidSettingsException e) {
            throw Problems.load("The file " + file + " is not complete: " + e.getMessage(), e);
        }
    }

    private static Optional<NodeSettings> nested(final NodeSettings settings, final String key)
        throws InvalidSettingsException {
        return settings.containsKey(key) ? Optional.of(settings.getNodeSettings(key)) : Optional.empty();
    }

    private List<Connection> connections(final NodeSettings workflow, final List<NodeFile> nodes)
        throws InvalidSettingsException, HostException {
        Set<Integer> numbers = new HashSet<>();
        nodes.forEach(n -> numbers.add(n.number()));
        List<Connection> connections = new ArrayList<>();
        if (!workflow.containsKey("connections")) {
            return connections;
        }
        NodeSettings stored = workflow.getNodeSettings("connections");
        for (String key : stored) {
            NodeSettings c = stored.getNodeSettings(key);
            Connection connection = new Connection(c.getInt("sourceID"), c.getInt("sourcePort"), c.getInt("destID"),
                c.getInt("destPort"));
            for (int end : new int[] {connection.source(), connection.target()}) {
                if (!numbers.contains(end)) {
                    throw Problems.load("The connection \"" + key + "\" ends at node " + end
                        + ", which the workflow does not have.");
                }
            }
            connections.add(connection);
        }
        return connections;
    }
}
