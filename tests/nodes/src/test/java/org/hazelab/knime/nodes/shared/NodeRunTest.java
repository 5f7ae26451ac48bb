// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.workflow.NodeMessage;

class NodeRunTest {

    private final DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
    private final ExecutionMonitor exec = new ExecutionMonitor(monitor);

    private NodeMessage messageOf(final NodeRun.Work work) {
        Message message = assertThrows(KNIMEException.class, () -> NodeRun.run(exec, work)).getKNIMEMessage();
        return message.toNodeMessage(NodeMessage.Type.ERROR);
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        NodeMessage message = messageOf(progress -> {
            throw new HazeLabException("The file is damaged", "Copy it again");
        });
        assertEquals("The file is damaged", message.getMessage());
        assertEquals(List.of("Copy it again."), message.getResolutions());
    }

    @Test
    void explainsAFailureOfTheDiskAndALackOfMemory() {
        assertEquals("Reading or writing failed: no space left", messageOf(progress -> {
            throw new IOException("no space left");
        }).getMessage());
        NodeMessage memory = messageOf(progress -> {
            throw new OutOfMemoryError();
        });
        assertEquals("There is not enough memory for the work of this node", memory.getMessage());
        assertTrue(memory.getResolutions().get(0).contains("-Xmx"), memory.toString());
    }

    @Test
    void saysAtWhichStepTheMemoryWasTooSmall() {
        NodeMessage rows = messageOf(progress -> {
            progress.part(0, 0.5, "Image 2 of 3 (Row1): ").report(0.5, "reading");
            throw new OutOfMemoryError();
        });
        assertEquals(
            "There is not enough memory for the work of this node, at the step \"Image 2 of 3 (Row1): reading\"",
            rows.getMessage());
        NodeMessage model = assertThrows(KNIMEException.class,
            () -> NodeRun.run(exec, "the model", "choose a smaller one", progress -> {
                throw new OutOfMemoryError();
            })).getKNIMEMessage().toNodeMessage(NodeMessage.Type.ERROR);
        assertEquals("There is not enough memory for the model", model.getMessage());
        assertEquals(List.of("Give Java more memory (-Xmx, for KNIME in knime.ini), or choose a smaller one."),
            model.getResolutions());
    }

    @Test
    void letsErrorsOfOursThrough() {
        IllegalStateException bug = new IllegalStateException("a bug");
        assertSame(bug, assertThrows(IllegalStateException.class, () -> NodeRun.run(exec, progress -> {
            throw bug;
        })));
    }

    @Test
    void turnsACancelOfTheWorkIntoThatOfKnime() {
        assertThrows(CanceledExecutionException.class, () -> NodeRun.run(exec, progress -> {
            throw new CancellationException();
        }));
        monitor.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> NodeRun.run(exec, Progress::checkCanceled));
    }

    @Test
    void takesWhatFailsAfterACancelForTheCancel() {
        monitor.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> NodeRun.run(exec, progress -> {
            throw new IOException("closed by interrupt");
        }));
        assertThrows(CanceledExecutionException.class, () -> NodeRun.run(exec, progress -> {
            throw new HazeLabException("The file could not be written", "Check the disk");
        }));
    }

    @Test
    void takesAnInterruptForACancel() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CanceledExecutionException.class, () -> NodeRun.run(exec, Progress::checkCanceled));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void reportsToKnime() throws Exception {
        NodeRun.run(exec, progress -> progress.part(0.5, 1, "Image 2 of 2: ").report(0.5, "haze"));
        assertEquals(0.75, monitor.getProgress());
        assertEquals("Image 2 of 2: haze", monitor.getMessage());
    }

    @Test
    void saysThatATableHasChangedSinceConfigure() {
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> NodeRun.checked(() -> {
            throw new InvalidSettingsException("The input table has no column \"a\".");
        }));
        assertEquals("The settings do not fit the input: The input table has no column \"a\"", thrown.summary());
    }

    @Test
    void knowsNoWorkflowFolderOutsideOfAWorkflow() {
        assertEquals(Optional.empty(), NodeRun.workflowFolder());
    }
}
