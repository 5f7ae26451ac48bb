// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.hazelab.knime.nodes.dehaze.DehazeNodeFactory;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.node.DefaultNodeFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What users' workflows hold of our nodes, and what they therefore keep. */
class PromisesTest {

    /** What may change in plugin.xml: no workflow refers to it. */
    private static final Set<String> FREE = Set.of("name", "description", "icon", "after", "locked",
        "suggestAsDefault", "color");

    static Stream<Named<DefaultNodeFactory>> nodes() {
        return Nodes.named();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void keepsTheSettingsOfEveryNode(final DefaultNodeFactory factory) throws IOException {
        try (NodeTester tester = new NodeTester(factory)) {
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            tester.defaults().saveToXML(xml);
            Snapshot.assertKept("What " + factory.getNodeName() + " saves (keys, types, defaults)",
                factory.getClass().getSimpleName() + ".settings.xml", xml.toString(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void loadsWhatItSaves(final DefaultNodeFactory factory) throws IOException, InvalidSettingsException {
        String name = "/snapshots/" + factory.getClass().getSimpleName() + ".settings.xml";
        try (NodeTester tester = new NodeTester(factory); InputStream xml = getClass().getResourceAsStream(name)) {
            NodeSettingsRO saved = NodeSettings.loadFromXML(xml);
            assertEquals(tester.defaults().toStringValue(), tester.loadedAndSaved(saved).toStringValue());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void keepsFactoryPortsColumnsAndConstantsOfEveryNode(final DefaultNodeFactory factory) throws IOException {
        Host.Description node = Host.describe(factory);
        StringBuilder promises = new StringBuilder();
        promises.append("factory: ").append(factory.getFactoryId()).append('\n');
        node.inputs().forEach(port -> promises.append("input port: ").append(port(port)));
        node.outputs().forEach(port -> promises.append("output port: ").append(port(port)));
        try (Example example = Example.of(factory)) {
            Set<String> input = Set.copyOf(example.inputColumns());
            example.configure().tableSpecs().stream().flatMap(DataTableSpec::stream)
                .filter(column -> !input.contains(column.getName()))
                .map(PromisesTest::column).forEach(promises::append);
        }
        for (Host.Option option : node.options()) {
            if (!option.constants().isEmpty()) {
                promises.append("constants of ").append(option.key()).append(": ").append(
                    option.constants().stream().map(Host.Constant::name).collect(Collectors.joining(", ")))
                    .append('\n');
            }
        }
        Snapshot.assertKept("What workflows refer to in " + factory.getNodeName(),
            factory.getClass().getSimpleName() + ".txt", promises.toString());
    }

    /** Workflows of version 1.0 have no channel: the nodes then refuse colour, as they did. */
    @ParameterizedTest
    @ValueSource(strings = {"DehazeNodeFactory", "TrainHazeMatchingNodeFactory", "HazeSynthesizerNodeFactory"})
    void loadsSettingsWithoutAChannel(final String node) throws IOException, InvalidSettingsException {
        DefaultNodeFactory factory = nodes().map(Named::getPayload)
            .filter(one -> one.getClass().getSimpleName().equals(node)).findFirst().orElseThrow();
        try (NodeTester tester = new NodeTester(factory);
            InputStream xml = getClass().getResourceAsStream("/snapshots/" + node + ".settings.xml")) {
            String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
            String old = text.replaceAll("\\s*<entry key=\"channel\"[^>]*>", "");
            assertNotEquals(text, old);
            NodeSettingsRO saved =
                NodeSettings.loadFromXML(new ByteArrayInputStream(old.getBytes(StandardCharsets.UTF_8)));
            assertEquals(tester.defaults().toStringValue(), tester.loadedAndSaved(saved).toStringValue());
        }
    }

    /** Workflows of before HazeFlow have nothing of it: models of HazeFlow are then used as their authors do. */
    @Test
    void loadsSettingsOfDehazeFromBeforeHazeFlow() throws IOException, InvalidSettingsException {
        try (NodeTester tester = new NodeTester(new DehazeNodeFactory());
            InputStream xml = getClass().getResourceAsStream("/snapshots/DehazeNodeFactory.settings.xml")) {
            String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
            String old = text.replaceAll("(?s)\\s*<config key=\"hazeFlow\">.*?</config>", "");
            assertNotEquals(text, old);
            NodeSettingsRO saved =
                NodeSettings.loadFromXML(new ByteArrayInputStream(old.getBytes(StandardCharsets.UTF_8)));
            assertEquals(tester.defaults().toStringValue(), tester.loadedAndSaved(saved).toStringValue());
        }
    }

    private static String port(final Host.Port port) {
        return port.id() + " (" + String.join(", ", port.types()) + (port.optional() ? ", optional" : "")
            + ")\n";
    }

    private static String column(final DataColumnSpec column) {
        return "adds column: " + column.getName() + " ("
            + column.getType().getPreferredValueClass().getSimpleName() + ")\n";
    }

    @Test
    void keepsWhatPluginXmlContributes() throws Exception {
        StringBuilder contributions = new StringBuilder();
        for (URL url : Collections.list(getClass().getClassLoader().getResources("plugin.xml"))) {
            try (InputStream in = url.openStream()) {
                Document plugin = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
                String text = elements(plugin.getDocumentElement(), "");
                contributions.append(text.contains("org.hazelab.knime.nodes.") ? text : "");
            }
        }
        Snapshot.assertKept("What plugin.xml contributes", "plugin.txt", contributions.toString());
    }

    private static String elements(final Element parent, final String indent) {
        StringBuilder text = new StringBuilder();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                TreeMap<String, String> attributes = new TreeMap<>();
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    Node attribute = element.getAttributes().item(i);
                    if (!FREE.contains(attribute.getNodeName())) {
                        attributes.put(attribute.getNodeName(), attribute.getNodeValue());
                    }
                }
                text.append(indent).append(element.getTagName());
                attributes.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
                text.append('\n').append(elements(element, indent + "  "));
            }
        }
        return text.toString();
    }

    @Test
    void keepsTheNameOfTheBundle() throws IOException {
        Path manifest =
            Path.of(System.getProperty("hazelab.root"), "bundles/org.hazelab.knime.nodes/META-INF/MANIFEST.MF");
        try (InputStream in = Files.newInputStream(manifest)) {
            String name = new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName");
            assertEquals("org.hazelab.knime.nodes", name.replaceFirst(";.*", ""),
                "KNIME offers to install it by this name");
        }
    }

    @Test
    void explainsWhatToDoWhenAPromiseIsBroken() {
        AssertionError failure = assertThrows(AssertionError.class,
            () -> Snapshot.assertKept("What an example saves", "of an example.txt", "new\n"));
        for (String word : List.of("What an example saves is not what it was", "@Migrate(loadDefaultIfAbsent = true)",
            "of an example.txt", "is:  new")) {
            assertEquals(true, failure.getMessage().contains(word), failure.getMessage());
        }
    }
}
