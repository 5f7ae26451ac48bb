// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes workflow folders by hand, in the shape that KNIME 5.8 writes (not with the host's own XML writer). */
public final class WorkflowFolder {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
        + " http://www.knime.org/XMLConfig_2008_09.xsd\" key=\"";

    private final Path folder;
    private final StringBuilder variables = new StringBuilder();
    private final StringBuilder nodes = new StringBuilder();
    private final List<String> connections = new ArrayList<>();
    private int variableCount;

    /** A workflow in a folder that need not be there yet. */
    public WorkflowFolder(final Path folder) {
        this.folder = folder;
    }

    /** An entry; null gives {@code isnull}. */
    public static String entry(final String key, final String type, final Object value) {
        return "<entry key=\"" + key + "\" type=\"" + type + "\""
            + (value == null ? " isnull=\"true\" value=\"\"" : " value=\"" + value + "\"") + "/>";
    }

    /** A nested config. */
    public static String config(final String key, final String... content) {
        return "<config key=\"" + key + "\">" + String.join("", content) + "</config>";
    }

    /** The leaf of a variable tree: the setting is controlled by a variable and/or becomes one. */
    public static String controlled(final String key, final String used, final String exposed) {
        return config(key, entry("used_variable", "xstring", used), entry("exposed_variable", "xstring", exposed));
    }

    /** A workflow variable of class STRING, INTEGER or DOUBLE. */
    public WorkflowFolder variable(final String name, final String kind, final Object value) {
        String type = switch (kind) {
            case "INTEGER" -> "xint";
            case "DOUBLE" -> "xdouble";
            case "BOOLEAN" -> "xboolean";
            case "LONG" -> "xlong";
            default -> "xstring";
        };
        variables.append(config("Var_" + variableCount++, entry("name", "xstring", name),
            entry("class", "xstring", kind), entry("value", type, value)));
        return this;
    }

    /** A node of the test bundle, with its parameters; null leaves them out. */
    public WorkflowFolder node(final int id, final String simpleFactory, final String model) {
        return node(id, simpleFactory, model, "", "<config key=\"node_creation_config\"/>");
    }

    /** A node of the test bundle, with its parameters, its variable tree, and its ports. */
    public WorkflowFolder node(final int id, final String simpleFactory, final String model, final String tree,
        final String ports) {
        String version = entry("version", "xstring", "V_2019_09_13");
        String variablesXml = tree.isEmpty() ? "" : config("variables", version, config("tree", tree));
        return rawNode(id, "org.hazelab.testnodes." + simpleFactory,
            (model == null ? "" : config("model", model)) + variablesXml + ports);
    }

    /** A node with any factory, and what stands in its settings file. */
    public WorkflowFolder rawNode(final int id, final String factory, final String content) {
        String name = factory.substring(factory.lastIndexOf('.') + 1);
        String location = name + " (#" + id + ")/settings.xml";
        nodes.append(config("node_" + id, entry("id", "xint", id), entry("node_settings_file", "xstring", location),
            entry("node_is_meta", "xboolean", false), entry("node_type", "xstring", "NativeNode"),
            entry("ui_classname", "xstring", null)));
        write(location, HEAD + "settings.xml\">" + entry("node_file", "xstring", "settings.xml")
            + "<config key=\"flow_stack\"/>" + content + entry("state", "xstring", "CONFIGURED")
            + entry("factory", "xstring", factory) + entry("node-name", "xstring", name)
            + entry("node-bundle-symbolic-name", "xstring", "some.bundle") + "<config key=\"factory_settings\"/>"
            + entry("hasContent", "xboolean", false) + "<config key=\"ports\"/></config>");
        return this;
    }

    /** A connection; data ports count from one. */
    public WorkflowFolder connect(final int source, final int sourcePort, final int target, final int targetPort) {
        connections.add(config("connection_" + connections.size(), entry("sourceID", "xint", source),
            entry("destID", "xint", target), entry("sourcePort", "xint", sourcePort),
            entry("destPort", "xint", targetPort)));
        return this;
    }

    /** Writes workflow.knime and gives the folder. */
    public Path save() {
        return saveWith("5.1.0", nodes.toString());
    }

    /** Writes workflow.knime with another format version and other nodes. */
    public Path saveWith(final String version, final String nodesXml) {
        write("workflow.knime", HEAD + "workflow.knime\">" + entry("created_by", "xstring", "5.8.0")
            + entry("version", "xstring", version) + entry("name", "xstring", null)
            + entry("state", "xstring", "CONFIGURED") + "<config key=\"workflow_credentials\"/>"
            + config("annotations", config("annotation_0", entry("text", "xstring", "hello"),
                entry("bgcolor", "xint", 16777215), entry("x-coordinate", "xint", 0), entry("y-coordinate", "xint", 0),
                entry("width", "xint", 100), entry("height", "xint", 50), entry("alignment", "xstring", "LEFT"),
                entry("borderSize", "xint", 0), entry("borderColor", "xint", 0), entry("defFontSize", "xint", 9),
                entry("annotation-version", "xint", 20151123), config("styles")))
            + (variables.length() == 0 ? "" : config("workflow_variables", variables.toString()))
            + config("nodes", nodesXml) + config("connections", connections.toArray(String[]::new)) + "</config>");
        return folder;
    }

    /** Writes any file of the workflow. */
    public void write(final String name, final String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
