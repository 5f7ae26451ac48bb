// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Settings;
import org.hazelab.knime.nodes.testing.dialog.Dialog;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Limit;
import org.hazelab.knime.nodes.testing.dialog.DialogInput;
import org.hazelab.knime.nodes.testing.dialog.DialogRules;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultNodeFactory;

/**
 * The dialog of every node, as KNIME makes it: what a first-time user sees is little, in order, and checked at the
 * field. {@code dialogs/<factory>.txt} in the test resources lists what a node does not keep yet; a line that holds no
 * longer has to go.
 */
class DialogTest {

    private static final int MOST_BASIC = 8;

    /** How many controls a fresh node shows at most, by factory; of the synthesizer by its kind of haze. */
    private static final Map<String, Integer> MOST_BASIC_OF = Map.of("DehazeNodeFactory", 4,
        "TrainHazeMatchingNodeFactory", 3, "DcpTransmissionNodeFactory", 5, "HazeSynthesizerNodeFactory ATMOSPHERE", 6,
        "HazeSynthesizerNodeFactory MICROSCOPE", 7, "ScoreMetricsNodeFactory", 3, "CalibrationNodeFactory", 4,
        "ModelReaderNodeFactory", 1);

    /** Small enumerations that stay dropdowns, by the names of their settings, and why. */
    private static final Map<String, String> DROPDOWNS = Map.of(
        "format", "four names with bits, of which one is chosen by its description",
        "imageCells", "three long names, which are seldom changed",
        "microscope/pointSpread", "names of optical models, which are seldom changed");

    static Stream<Named<DefaultNodeFactory>> nodes() {
        return Nodes.named();
    }

    private static String name(final DefaultNodeFactory factory) {
        return factory.getClass().getSimpleName();
    }

    /** The dialogs of a fresh node by name; several where the first choice exchanges the others. */
    static Map<String, Dialog> fresh(final DefaultNodeFactory factory) throws IOException {
        Map<String, Dialog> dialogs = new LinkedHashMap<>();
        try (Example example = Example.of(factory)) {
            DialogInput input = DialogInput.of(example.specs());
            if (name(factory).equals("HazeSynthesizerNodeFactory")) {
                for (String kind : List.of("ATMOSPHERE", "MICROSCOPE")) {
                    dialogs.put(name(factory) + " " + kind,
                        Dialog.ofFreshNode(Host.parametersOf(factory), input, "kind", kind));
                }
            } else {
                dialogs.put(name(factory), Dialog.ofFreshNode(Host.parametersOf(factory), input));
            }
        }
        return dialogs;
    }

    private static List<String> lines(final String name) throws IOException {
        try (InputStream file = DialogTest.class.getResourceAsStream("/dialogs/" + name + ".txt")) {
            return file == null ? List.of()
                : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void isReadInTenSeconds(final DefaultNodeFactory factory) throws IOException, InvalidSettingsException {
        Set<String> broken = new TreeSet<>();
        StringBuilder seen = new StringBuilder();
        for (Map.Entry<String, Dialog> dialog : fresh(factory).entrySet()) {
            int most = MOST_BASIC_OF.getOrDefault(dialog.getKey(), MOST_BASIC);
            broken.addAll(DialogRules.broken(dialog.getValue(), most, DROPDOWNS.keySet()));
            seen.append(dialog.getKey()).append(", ").append(dialog.getValue().basic().size())
                .append(" basic controls of at most ").append(most).append(":\n").append(dialog.getValue());
            for (Control control : dialog.getValue().controls().toList()) {
                limits(factory, control).forEach(found -> broken.add("limits: " + control.key() + " " + found));
            }
        }
        Map<String, List<String>> words = words(factory);
        if (!words.isEmpty()) {
            broken.add("words");
            words.forEach((place, found) -> seen.append("words in ").append(place).append(": ").append(found)
                .append('\n'));
        }
        assertEquals(lines(name(factory)).stream().sorted().collect(Collectors.joining("\n")),
            String.join("\n", broken), () -> "dialogs/" + name(factory) + ".txt lists what the dialog breaks still;\n"
                + seen);
    }

    /** Where a node speaks otherwise than KNIME does. */
    private static Map<String, List<String>> words(final DefaultNodeFactory factory) {
        Host.Description node = Host.describe(factory);
        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("short description", node.shortDescription());
        texts.put("description", node.fullDescription());
        Stream.concat(node.inputs().stream(), node.outputs().stream())
            .forEach(port -> texts.put("port " + port.name(), port.description()));
        for (Host.Option option : node.options()) {
            texts.put(option.key(), option.section() + ". " + option.title() + ". " + option.description());
            option.constants().forEach(
                one -> texts.put(option.key() + " " + one.name(), one.label() + ". " + one.description()));
        }
        texts.forEach((place, text) -> {
            List<String> words = DialogRules.otherWords(text);
            if (!words.isEmpty()) {
                found.put(place, words);
            }
        });
        return found;
    }

    /** How the limits in a field differ from those that are checked when the settings are loaded. */
    private static List<String> limits(final DefaultNodeFactory factory, final Control control)
        throws IOException {
        List<String> found = new ArrayList<>();
        Class<?> type = control.field().getType();
        if (type != int.class && type != double.class || control.min().isEmpty() || control.max().isEmpty()) {
            return found;
        }
        Limit min = control.min().get();
        Limit max = control.max().get();
        double step = type == int.class ? 1 : 1e-9 * Math.max(1, Math.abs(max.value()));
        if (!isRefused(factory, control, min.exclusive() ? min.value() : min.value() - step)) {
            found.add("accepts less than " + min.value());
        }
        if (!isRefused(factory, control, max.exclusive() ? max.value() : max.value() + step)) {
            found.add("accepts more than " + max.value());
        }
        if (isRefused(factory, control, min.exclusive() ? min.value() + step : min.value())) {
            found.add("refuses " + min.value());
        }
        if (isRefused(factory, control, max.exclusive() ? max.value() - step : max.value())) {
            found.add("refuses " + max.value());
        }
        return found;
    }

    /** Whether the settings are refused for the number itself, not as it does not go together with others. */
    private static boolean isRefused(final DefaultNodeFactory factory, final Control control, final double value)
        throws IOException {
        try (Example example = Example.of(factory)) {
            NodeTester tester = example.tester();
            if (Host.describe(factory).options().stream().anyMatch(option -> option.key().equals("preset"))) {
                tester.set("preset", "CUSTOM"); // the others do not look at the numbers
            }
            tester.set(control.key(), control.field().getType() == int.class ? (Object)(int)value : (Object)value);
            tester.saved(example.specs());
            return false;
        } catch (InvalidSettingsException e) {
            return e.getMessage().matches("The .+ is .+\\. Enter a number (from|above) .+");
        }
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (DefaultNodeFactory factory : Nodes.all()) {
            fresh(factory).values().stream().flatMap(Dialog::controls).filter(DialogRules::isSmallDropdown)
                .forEach(control -> needed.add(control.key()));
        }
        assertTrue(needed.containsAll(DROPDOWNS.keySet()), DROPDOWNS.keySet() + " of " + needed);
        DROPDOWNS.values().forEach(reason -> assertFalse(reason.isBlank()));
    }
}
