// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.task.Progress;

/** A user who cancels after so many questions whether to go on. */
final class CancelAfter implements Progress {

    private final int allowed;
    private final AtomicInteger asked = new AtomicInteger();

    CancelAfter(int allowed) {
        this.allowed = allowed;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void report(double fraction, String message) {
        assertTrue(fraction >= 0 && fraction <= 1, "fraction " + fraction);
    }

    @Override
    public void checkCanceled() {
        if (asked.getAndIncrement() >= allowed) {
            throw new CancellationException();
        }
    }
}
