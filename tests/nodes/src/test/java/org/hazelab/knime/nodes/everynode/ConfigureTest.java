// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.node.DefaultNodeFactory;

class ConfigureTest {

    static Stream<Named<DefaultNodeFactory>> nodes() {
        return Nodes.named();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void configuresByTheSpecsAloneAndTouchesNoFile(final DefaultNodeFactory factory) throws IOException {
        try (Example example = Example.of(factory)) {
            Outcome outcome = example.configure();
            assertEquals(Outcome.State.CONFIGURED, outcome.state(), () -> outcome.message().toString());
            assertEquals(NodeMessage.NONE, outcome.message());
            try (var left = Files.list(example.tester().workflow())) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void runsWithItsDefaultsAsSoonAsItIsConnected(final DefaultNodeFactory factory) throws IOException {
        try (Example example = Example.of(factory).withData()) {
            Outcome outcome = example.execute();
            if (example.warning().isEmpty()) {
                outcome.isQuiet();
            } else {
                assertTrue(outcome.warning().startsWith(example.warning()), outcome.warning());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void promisesTheSameColumnsWhateverTheData(final DefaultNodeFactory factory) throws IOException {
        try (Example example = Example.of(factory).withData()) {
            // The tester compares the specs of the tables with these, too.
            assertEquals(example.configure().specs(), example.execute().specs());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void savesWhatTheDialogShowsFirst(final DefaultNodeFactory factory) throws IOException, InvalidSettingsException {
        try (Example example = Example.of(factory)) {
            NodeSettings defaults = example.tester().defaults();
            List<String> keys = Settings.leaves(defaults);
            assertFalse(keys.isEmpty(), "nothing is saved");
            assertEquals(keys, Settings.leaves(example.tester().saved(example.specs())));
        }
    }
}
