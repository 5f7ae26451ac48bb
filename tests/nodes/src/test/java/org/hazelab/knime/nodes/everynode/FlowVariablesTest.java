// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.node.DefaultNodeFactory;

/** Every single setting of every node, overwritten by a flow variable as the host does when it loads a workflow. */
class FlowVariablesTest {

    /** The keys of numbers that are typed as texts. */
    private static final String CONSTANTS = "normalization(Mean|Std)";

    private record Setting(DefaultNodeFactory factory, String key, AbstractConfigEntry entry) {
    }

    private static Stream<Arguments> settings(final Predicate<Setting> wanted)
        throws IOException, InvalidSettingsException {
        List<Setting> found = new ArrayList<>();
        for (DefaultNodeFactory factory : Nodes.all()) {
            try (NodeTester tester = new NodeTester(factory)) {
                NodeSettings defaults = tester.defaults();
                for (String key : Settings.leaves(defaults)) {
                    found.add(new Setting(factory, key, Settings.entry(defaults, key)));
                }
            }
        }
        return found.stream().filter(wanted).map(s -> Arguments.of(Nodes.named(s.factory()), s.key()));
    }

    static Stream<Arguments> all() throws IOException, InvalidSettingsException {
        return settings(s -> true);
    }

    static Stream<Arguments> choices() throws IOException, InvalidSettingsException {
        return settings(s -> !constants(s.factory(), s.key()).isEmpty());
    }

    /** A text takes every variable, so these can be given a wrong one. */
    static Stream<Arguments> numbersAndTruths() throws IOException, InvalidSettingsException {
        return settings(s -> Set.of(ConfigEntries.xint, ConfigEntries.xlong, ConfigEntries.xdouble,
            ConfigEntries.xboolean).contains(s.entry().getType()));
    }

    /** Another value than the default, still within the limits. */
    private static Object other(final DefaultNodeFactory factory, final String key, final AbstractConfigEntry entry) {
        String value = entry.toStringValue();
        return switch (entry.getType()) {
            case xint -> Integer.parseInt(value) + 1;
            case xlong -> Long.parseLong(value) + 1;
            case xdouble -> otherNumber(key, Double.parseDouble(value));
            case xboolean -> !Boolean.parseBoolean(value);
            case xstring -> key.endsWith("/mode") ? "REGEX" // of KNIME's column filter
                : key.matches(CONSTANTS) ? "7"
                    : constants(factory, key).stream().filter(c -> !c.equals(value)).findFirst().orElse("changed");
            case config -> new String[] {"x", "y"};
            default -> throw new AssertionError("\"" + key + "\" is saved as " + entry.getType());
        };
    }

    private static double otherNumber(final String key, final double value) {
        // The end of a range lies above its begin, and refractive indices above 1.
        return value == 0 ? 0.5 : key.matches(".*(Max|Index)") ? value * 1.01 : value / 2;
    }

    private static List<String> constants(final DefaultNodeFactory factory, final String key) {
        return Host.describe(factory).options().stream().filter(o -> o.key().equals(key))
            .flatMap(o -> o.constants().stream()).map(Host.Constant::name).toList();
    }

    private static NodeSettings saved(final NodeTester tester, final DefaultNodeFactory factory)
        throws IOException, InvalidSettingsException {
        try (Example example = Example.of(factory)) {
            return tester.saved(example.specs());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesAnyParameterFromAVariable(final DefaultNodeFactory factory, final String key)
        throws IOException, InvalidSettingsException {
        try (NodeTester tester = new NodeTester(factory)) {
            AbstractConfigEntry before = Settings.entry(saved(tester, factory), key);
            Object value = other(factory, key, before);
            tester.control(key, value);
            if (key.equals("source")) {
                tester.set("files", "a.png"); // there is nothing to read from a list without files
            } else if (key.matches(CONSTANTS)) {
                // one of the two alone is refused
                tester.set(key.endsWith("Mean") ? "normalizationStd" : "normalizationMean", "3");
            }
            AbstractConfigEntry after = Settings.entry(saved(tester, factory), key);
            assertEquals(before.getType(), after.getType());
            assertNotEquals(before, after);
            if (after instanceof ConfigBase array) {
                String[] expected = (String[])value;
                String[] actual = {array.getString("0"), array.getString("1")};
                assertArrayEquals(expected, actual);
            } else {
                assertEquals(value.toString(), after.toStringValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void saysWhichConstantsThereAre(final DefaultNodeFactory factory, final String key) throws IOException {
        try (NodeTester tester = new NodeTester(factory)) {
            tester.control(key, "Nonsense");
            InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> saved(tester, factory));
            assertEquals("Invalid value 'Nonsense'. Possible values: " + String.join(", ", constants(factory, key)),
                refused.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("numbersAndTruths")
    void refusesAVariableOfTheWrongType(final DefaultNodeFactory factory, final String key) throws IOException {
        try (NodeTester tester = new NodeTester(factory)) {
            tester.control(key, "a text");
            InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> saved(tester, factory));
            assertTrue(refused.getMessage().contains("\"" + key + "\""), refused.getMessage());
        }
    }
}
