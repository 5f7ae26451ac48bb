// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.node.DefaultNodeFactory;

/** Every setting of every node that names a file or folder, by its key. */
class PlacesTest {

    static Stream<Arguments> places() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (DefaultNodeFactory factory : Nodes.all()) {
            try (NodeTester tester = new NodeTester(factory)) {
                Settings.leaves(tester.defaults()).stream()
                    .filter(key -> key.matches("(.*/)?(folder|files?|checkpoint)"))
                    .forEach(key -> found.add(Arguments.of(Nodes.named(factory), key)));
            }
        }
        assertEquals(9, found.size(), "readers have 3, writers 3, checkpoints 2, the diagram 1");
        return found.stream();
    }

    private static Example example(final DefaultNodeFactory factory, final String key, final String place)
        throws IOException {
        Example example = Example.of(factory).withData();
        if (key.equals("files")) {
            example.tester().set("source", "FILES");
        }
        example.tester().set(key, place);
        return example;
    }

    @ParameterizedTest
    @MethodSource("places")
    void aRelativePathIsRefusedBeforeAnythingRuns(final DefaultNodeFactory factory, final String key)
        throws IOException {
        Path wouldBe = Path.of("rel-out-of-places-test");
        try (Example example = example(factory, key, wouldBe + "/x")) {
            Outcome outcome = example.configure();
            assertEquals(Outcome.State.REFUSED, outcome.state(), () -> outcome.message().toString());
            assertTrue(outcome.message().getMessage().contains("\"rel-out-of-places-test/x\" does not say in which "
                + "folder it lies. Enter knime://knime.workflow/rel-out-of-places-test/x for"),
                outcome.message().getMessage());
            assertEquals(Outcome.State.REFUSED, example.execute().state());
            assertFalse(Files.exists(wouldBe));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void aPlaceInTheWorkflowIsNotLookedAtBefore(final DefaultNodeFactory factory, final String key)
        throws IOException {
        try (Example example = example(factory, key, "knime://knime.workflow/not there/yet")) {
            assertEquals(Outcome.State.CONFIGURED, example.configure().state());
        }
    }
}
