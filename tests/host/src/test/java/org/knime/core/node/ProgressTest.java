// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
    private final ExecutionMonitor exec = new ExecutionMonitor(monitor);

    @Test
    void startsUnknownAndIgnoresWhatIsNoShare() {
        assertNull(monitor.getProgress());
        exec.setProgress(0.5, "half");
        exec.setProgress(7, "half");
        assertEquals(0.5, monitor.getProgress());
        assertEquals("half", monitor.getMessage());
        monitor.setProgress(0.75, () -> "made when read");
        assertEquals("made when read", monitor.getMessage());
    }

    @Test
    void cancelReachesEveryThread() throws InterruptedException {
        assertDoesNotThrow(exec::checkCanceled);
        monitor.setExecuteCanceled();
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
