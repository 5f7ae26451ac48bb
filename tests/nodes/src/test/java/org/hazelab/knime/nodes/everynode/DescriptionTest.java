// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.widget.choices.Label;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a person reads of a node before it runs. */
class DescriptionTest {

    private static final Set<String> MARKUP_OF_KNIME = Set.of("p", "tt", "i", "b", "ul", "ol", "li", "a", "br", "pre");

    static Stream<Named<DefaultNodeFactory>> nodes() {
        return Nodes.named();
    }

    /** The text inside an element, as KNIME reads it. */
    private static Element markup(final String text) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<text>" + text + "</text>"))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + text, e);
        }
    }

    private static void assertUniqueAndGiven(final String what, final List<String> words) {
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            assertFalse(word == null || word.isBlank(), () -> what + ": one is empty of " + words);
            assertEquals(word.strip(), word, what);
            assertTrue(seen.add(word), () -> what + ": \"" + word + "\" is there twice");
        }
    }

    /** Every text of a node with its place; marked up. */
    private static Map<String, String> texts(final Host.Description node) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("short description", node.shortDescription());
        texts.put("full description", node.fullDescription());
        Stream.concat(node.inputs().stream(), node.outputs().stream())
            .forEach(port -> texts.put("port " + port.name(), port.description()));
        for (Host.Option option : node.options()) {
            texts.put("option " + option.key(), option.description());
            option.constants().forEach(
                constant -> texts.put("option " + option.key() + ", " + constant.name(), constant.description()));
        }
        return texts;
    }

    @Test
    void namesEveryNodeDifferently() {
        List<Host.Description> all = Nodes.all().stream().map(Host::describe).toList();
        assertTrue(all.size() >= 5, "nodes found: " + all.size());
        assertUniqueAndGiven("names", all.stream().map(Host.Description::name).toList());
        assertUniqueAndGiven("short descriptions", all.stream().map(Host.Description::shortDescription).toList());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void saysWhatItDoesInShortAndInFull(final DefaultNodeFactory factory) {
        Host.Description node = Host.describe(factory);
        assertTrue(node.shortDescription().matches("[A-Z][^.]+\\."), "one sentence: " + node.shortDescription());
        assertTrue(node.shortDescription().length() <= 100, "one line: " + node.shortDescription());
        assertTrue(node.fullDescription().length() > 200, "too short: " + node.fullDescription());
        assertFalse(node.keywords().isEmpty(), "no keywords");
        assertUniqueAndGiven("keywords", node.keywords());
        assertEquals("5.8.0", node.sinceVersion());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void marksItsTextsUpWell(final DefaultNodeFactory factory) {
        texts(Host.describe(factory)).forEach((place, text) -> {
            NodeList elements = assertDoesNotThrow(() -> markup(text), place).getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                String tag = ((Element)elements.item(i)).getTagName();
                assertTrue(MARKUP_OF_KNIME.contains(tag), () -> place + " has a <" + tag + ">");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void describesEveryPort(final DefaultNodeFactory factory) {
        Host.Description node = Host.describe(factory);
        for (List<Host.Port> ports : List.of(node.inputs(), node.outputs())) {
            assertUniqueAndGiven("ports", ports.stream().map(Host.Port::name).toList());
            assertUniqueAndGiven("port descriptions", ports.stream().map(p -> p.description().strip()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void namesEveryColumnThatItAdds(final DefaultNodeFactory factory) throws IOException {
        Host.Description node = Host.describe(factory);
        try (Example example = Example.of(factory)) {
            List<PortObjectSpec> outputs = example.configure().specs();
            for (int port = 0; port < outputs.size(); port++) {
                List<String> columns = new ArrayList<>(
                    outputs.get(port) instanceof DataTableSpec table ? List.of(table.getColumnNames()) : List.of());
                columns.removeAll(example.inputColumns());
                columns.remove("path"); // of the Image Writer, whose name is an option
                for (String column : columns) {
                    assertTrue(node.outputs().get(port).description().contains("<tt>" + column + "</tt>"), column);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void titlesAndDescribesEveryOption(final DefaultNodeFactory factory) {
        List<Host.Option> options = Host.describe(factory).options();
        assertUniqueAndGiven("titles", options.stream().map(Host.Option::title).toList());
        assertUniqueAndGiven("descriptions", options.stream().map(Host.Option::description).toList());
        for (Host.Option option : options) {
            assertTrue(option.description().endsWith("."), () -> "no sentence: " + option.description());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void showsEverySettingInTheDialog(final DefaultNodeFactory factory) throws IOException {
        List<String> options = Host.describe(factory).options().stream().map(Host.Option::key).toList();
        try (NodeTester tester = new NodeTester(factory)) {
            // A widget may save several values below its key; a group of widgets is no widget.
            List<String> saved = Settings.leaves(tester.defaults()).stream()
                .map(key -> options.contains(key) ? key : key.replaceFirst("/.*", "")).distinct().toList();
            assertEquals(saved, options);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void labelsEveryConstantOfAnEnum(final DefaultNodeFactory factory) throws NoSuchFieldException {
        for (Class<?> group = Host.parametersOf(factory); group != null; group = group.getSuperclass()) {
            for (Field field : group.getDeclaredFields()) {
                if (field.getType().isEnum()) {
                    for (Object constant : field.getType().getEnumConstants()) {
                        assertNotNull(field.getType().getField(((Enum<?>)constant).name()).getAnnotation(Label.class),
                            () -> constant + " of " + field.getName() + " has no label");
                    }
                }
            }
        }
        for (Host.Option option : Host.describe(factory).options()) {
            assertUniqueAndGiven("labels of " + option.key(),
                option.constants().stream().map(Host.Constant::label).toList());
            List<String> given =
                option.constants().stream().map(Host.Constant::description).filter(d -> !d.isEmpty()).toList();
            assertUniqueAndGiven("constants of " + option.key(), given);
            assertTrue(given.isEmpty() || given.size() == option.constants().size(),
                () -> "describe all constants of " + option.key() + " or none");
        }
    }

    /** Names that mean something to programmers alone: of settings and constants, of classes, of packages. */
    private static Set<String> internalNames(final Host.Description node) {
        Set<String> internal = new HashSet<>(Set.of("null", "true", "false"));
        for (Host.Option option : node.options()) {
            if (!option.key().equals(option.key().toLowerCase(Locale.ROOT))) {
                internal.add(option.key());
            }
            option.constants().stream().map(Host.Constant::name).filter(name -> name.contains("_"))
                .forEach(internal::add);
        }
        return internal;
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void speaksOfNothingInternal(final DefaultNodeFactory factory) {
        Host.Description node = Host.describe(factory);
        Set<String> internal = internalNames(node);
        Pattern programming = Pattern.compile("org\\.hazelab|org\\.knime|java\\.|Exception|Factory\\b|FloatImage"
            + "|[a-z]\\(\\)|\\b[A-Z]+_[A-Z_0-9]+\\b|\\bTODO\\b|\\bissue\\b");
        Map<String, String> texts = texts(node);
        node.options().forEach(option -> texts.put("title of " + option.key(), option.title()));
        texts.forEach((place, marked) -> {
            String text = markup(marked).getTextContent();
            assertFalse(programming.matcher(text).find(), () -> place + ": " + text);
            for (String word : text.split("[^A-Za-z0-9_]+")) {
                assertFalse(internal.contains(word), () -> place + " speaks of \"" + word + "\": " + text);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void hasAnIconAndItsSource(final DefaultNodeFactory factory) throws IOException {
        String path = Host.describe(factory).icon().replaceFirst("^\\./", "");
        assertTrue(path.matches("[a-z_]+\\.png"), "beside the factory, as KNIME looks for it: " + path);
        try (InputStream png = factory.getClass().getResourceAsStream(path);
            InputStream svg = factory.getClass().getResourceAsStream(path.replace(".png", ".svg"))) {
            assertNotNull(png, "there is no " + path);
            assertNotNull(svg, "there is no SVG beside " + path);
            BufferedImage icon = ImageIO.read(png);
            assertEquals(List.of(16, 16), List.of(icon.getWidth(), icon.getHeight()));
            assertTrue(new String(svg.readAllBytes(), StandardCharsets.UTF_8).contains("<svg"));
        }
    }
}
