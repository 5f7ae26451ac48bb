// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.node.DefaultNodeFactory;

/**
 * Numbers that come from settings and flow variables, which KNIME does not check against the dialog's limits: every one
 * but a seed has limits, and a number beyond them is refused by a sentence with the field's title and the limits.
 */
class NumbersTest {

    private static final Pattern REFUSAL =
        Pattern.compile("The (.+) is (.+)\\. Enter a number (?:from (.+) to|above (0), at most) (.+)\\.");

    static Stream<Arguments> numbers() throws IOException, InvalidSettingsException {
        List<Arguments> found = new ArrayList<>();
        for (DefaultNodeFactory factory : Nodes.all()) {
            try (NodeTester tester = new NodeTester(factory)) {
                NodeSettings defaults = tester.defaults();
                for (Host.Option option : Host.describe(factory).options()) {
                    ConfigEntries type = Settings.entry(defaults, option.key()).getType();
                    if (type == ConfigEntries.xint || type == ConfigEntries.xdouble) {
                        found.add(Arguments.of(Nodes.named(factory), Named.of(option.key(), option), type));
                    }
                }
            }
        }
        return found.stream();
    }

    private static Outcome configured(final DefaultNodeFactory factory, final Host.Option option,
        final Object value) throws IOException {
        try (Example example = Example.of(factory)) {
            if (Host.describe(factory).options().stream().anyMatch(o -> o.key().equals("preset"))) {
                example.tester().set("preset", "CUSTOM"); // the others do not look at the numbers
            }
            example.tester().set(option.key(), value);
            return example.configure();
        }
    }

    private static Matcher refusal(final DefaultNodeFactory factory, final Host.Option option,
        final Object value) throws IOException {
        String refusal = configured(factory, option, value).refusal();
        Matcher matcher = REFUSAL.matcher(refusal);
        assertTrue(matcher.matches(), refusal);
        assertTrue(matcher.group(1).toLowerCase(Locale.ROOT).contains(words(option.title())),
            () -> "\"" + option.title() + "\" is not named: " + refusal);
        return matcher;
    }

    /** How a sentence names a field: without unit and range, and "Haze, minimum" as "smallest haze". */
    private static String words(final String title) {
        return title.replaceFirst(" \\(.*\\)$", "").replaceFirst("^(.*), minimum$", "smallest $1")
            .replaceFirst("^(.*), maximum$", "largest $1").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void refusesWhatIsTooSmallTooLargeOrNoNumber(final DefaultNodeFactory factory, final Host.Option option,
        final ConfigEntries type) throws IOException {
        boolean whole = type == ConfigEntries.xint;
        List<Object> beyond = whole ? List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)
            : List.of(-1e300, 1e300, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        for (Object value : beyond) {
            refusal(factory, option, value);
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void meansTheLimitsThatItNames(final DefaultNodeFactory factory, final Host.Option option,
        final ConfigEntries type) throws IOException {
        boolean whole = type == ConfigEntries.xint;
        Matcher named = refusal(factory, option, whole ? (Object)Integer.MAX_VALUE : (Object)1e300);
        boolean excluded = named.group(4) != null;
        double least = Double.parseDouble(excluded ? "0" : named.group(3));
        double most = Double.parseDouble(named.group(5));
        double step = whole ? 1 : 1e-6 * (most - least);
        for (double inside : new double[] {excluded ? least + step : least, most}) {
            Outcome outcome = configured(factory, option, number(inside, whole));
            if (outcome.state() == Outcome.State.REFUSED) {
                assertTogether(outcome.refusal());
            } else {
                assertEquals(Outcome.State.CONFIGURED, outcome.state(), () -> outcome.message().toString());
            }
        }
        for (double outside : new double[] {excluded ? least : least - step, most + step}) {
            refusal(factory, option, number(outside, whole));
        }
    }

    private static Object number(final double value, final boolean whole) {
        return whole ? (Object)(int)value : (Object)value;
    }

    /** A number within its limits may still not go together with others, which is said in other words. */
    private static void assertTogether(final String refusal) {
        assertTrue(refusal.matches("The smallest .+ is above the largest, .+\\. Exchange them\\.")
            || refusal.contains("lets no light through. Choose a smaller depth scale, ")
            || refusal.contains("needs more than 500 million steps. Choose a smaller side")
            || refusal.contains("do not fit the network"), refusal);
    }
}
