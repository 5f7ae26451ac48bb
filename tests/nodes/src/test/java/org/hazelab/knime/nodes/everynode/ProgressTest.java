// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.Nodes;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.RecordingMonitor.Report;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.node.DefaultNodeFactory;

class ProgressTest {

    private static final Set<String> ON_A_DEVICE =
        Set.of("DehazeNodeFactory", "TrainHazeFlowNodeFactory", "TrainHazeMatchingNodeFactory");

    static Stream<Named<DefaultNodeFactory>> nodes() {
        return Nodes.named();
    }

    private static List<Report> reports(final DefaultNodeFactory factory) throws IOException {
        try (Example example = Example.of(factory).withData()) {
            return example.execute().monitor().reports();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void goesFromZeroToOneAndNeverBack(final DefaultNodeFactory factory) throws IOException {
        List<Report> reports = reports(factory);
        assertTrue(reports.size() >= 2, "no progress: " + reports);
        double last = 0;
        for (Report report : reports) {
            assertTrue(report.fraction() >= last && report.fraction() <= 1,
                () -> report + " came out of line in " + reports);
            last = report.fraction();
        }
        assertTrue(last >= 0.5, "the last report was " + last);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void saysInWordsWhatIsBeingDoneAndToWhat(final DefaultNodeFactory factory) throws IOException {
        for (Report report : reports(factory)) {
            String message = report.message();
            assertTrue(
                message.matches("([A-Z][a-z]+: )?(Image|Reference|File|Row|Tensor|Epoch) \\d+ of \\d+.*"
                    + "|Copied [0-9.]+ of [0-9.]+ MB"),
                () -> "\"" + message + "\" tells not how far");
            assertFalse(message.isBlank() || message.strip().endsWith(":"), () -> "\"" + message + "\" tells not what");
            assertFalse(message.matches(".*(_|null|[a-z][A-Z]|%[sdf]).*"), () -> "\"" + message + "\" are no words");
        }
    }

    /** The events at which a cancel is tried: the first and last ones, and some in between. */
    private static List<Integer> moments(final int events) {
        List<Integer> moments = new ArrayList<>(List.of(1, 2, 3, events - 2, events - 1));
        for (int tenth = 1; tenth < 10; tenth++) {
            moments.add(Math.max(1, events * tenth / 10));
        }
        return moments;
    }

    /**
     * Each thread of the pool may ask once more before it learns of the cancel, and the node's own threads may report
     * what they have just begun: a number that does not grow with the work.
     */
    private static void assertStopsSoon(final RecordingMonitor monitor, final int moment, final int events) {
        int threads = Runtime.getRuntime().availableProcessors();
        assertTrue(monitor.questionsAfterCancel() <= 2 + threads,
            () -> monitor.questionsAfterCancel() + " questions after a cancel at " + moment + " of " + events);
        assertTrue(monitor.reportsAfterCancel() <= 2,
            () -> monitor.reportsAfterCancel() + " reports after a cancel at " + moment + " of " + events);
    }

    /**
     * Work on a device asks by the clock while it waits, so one run has fewer questions than another, and late moments
     * may never come; the first ones always do. All other nodes ask as often in every run.
     */
    private static void assertNeverCame(final DefaultNodeFactory factory, final RecordingMonitor monitor,
        final Outcome outcome, final int moment, final int events) {
        assertTrue(ON_A_DEVICE.contains(factory.getClass().getSimpleName()),
            () -> "only " + monitor.events() + " events after " + events + " before");
        assertEquals(Outcome.State.EXECUTED, outcome.state());
        assertTrue(moment > 3, () -> "only " + monitor.events() + " of " + events + " events");
    }

    private static void assertCanceled(final DefaultNodeFactory factory, final RecordingMonitor monitor,
        final int moment, final int events) throws IOException {
        try (Example example = Example.of(factory).withData()) {
            List<String> before = example.tester().files();
            Outcome outcome = example.execute(monitor);
            if (monitor.events() < moment) {
                assertNeverCame(factory, monitor, outcome, moment, events);
                return;
            }
            assertEquals(Outcome.State.CANCELED, outcome.state(),
                () -> "canceled at " + moment + " of " + events + ": " + outcome.message());
            assertEquals(NodeMessage.newWarning("Execution canceled"), outcome.message());
            assertStopsSoon(monitor, moment, events);
            List<String> after = new ArrayList<>(example.tester().files());
            after.removeAll(before);
            for (String file : after) {
                assertTrue(file.matches("data/output/[ab]\\.png"), () -> "left behind: " + file);
            }
        }
    }

    private static int events(final DefaultNodeFactory factory) throws IOException {
        try (Example example = Example.of(factory).withData()) {
            return example.execute().monitor().events();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void stopsWhenTheUserCancels(final DefaultNodeFactory factory) throws IOException {
        int events = events(factory);
        for (int moment : moments(events)) {
            assertCanceled(factory, RecordingMonitor.cancelingAt(moment), moment, events);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void stopsByItsOwnQuestionsWithoutAnInterrupt(final DefaultNodeFactory factory) throws IOException {
        int events = events(factory);
        for (int moment : moments(events)) {
            assertCanceled(factory, RecordingMonitor.onlyAskedToCancelAt(moment), moment, events);
        }
    }
}
