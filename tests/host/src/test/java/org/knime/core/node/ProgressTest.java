// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
    private final ExecutionMonitor exec = new ExecutionMonitor(monitor);

    @Test
    void startsUnknownAndIgnoresWhatIsNoShare() {
        assertNull(monitor.getProgress());
        exec.setProgress(0.5, "half");
        exec.setProgress(7);
        assertEquals(0.5, monitor.getProgress());
        assertEquals("half", monitor.getMessage());
        exec.setProgress(0.75, () -> "made when read");
        assertEquals("made when read", monitor.getMessage());
    }

    @Test
    void sharesAddUpAndPassTheirMessagesOn() {
        exec.setProgress(0.2);
        ExecutionMonitor share = exec.createSubProgress(0.5);
        share.setProgress(0.5, "in the share");
        assertEquals(0.45, monitor.getProgress(), 1e-12);
        assertEquals("in the share", monitor.getMessage());
        share.setProgress(1.0);
        exec.createSilentSubProgress(0.3).setProgress(1.0, "unheard");
        assertEquals(1.0, monitor.getProgress(), 1e-12);
        assertEquals("in the share", monitor.getMessage());
        assertThrows(IllegalArgumentException.class, () -> exec.createSubProgress(1.5));
    }

    @Test
    void listenersHear() {
        List<Double> heard = new ArrayList<>();
        monitor.addProgressListener(e -> heard.add(e.getNodeProgress().getProgress()));
        exec.setProgress(0.25);
        exec.setMessage("m");
        assertEquals(List.of(0.25, 0.25), heard);
    }

    @Test
    void cancelReachesEveryThreadAndShare() throws InterruptedException {
        assertDoesNotThrow(exec::checkCanceled);
        monitor.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, exec.createSubProgress(0.5)::checkCanceled);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread other = new Thread(() -> seen.set(assertThrows(CanceledExecutionException.class, exec::checkCanceled)));
        other.start();
        other.join();
        assertTrue(seen.get() instanceof CanceledExecutionException);
        assertEquals("Execution canceled", seen.get().getMessage());
    }

    @Test
    void anInterruptCancels() {
        Thread.currentThread().interrupt();
        assertThrows(CanceledExecutionException.class, exec::checkCanceled);
        assertTrue(Thread.interrupted());
    }
}
