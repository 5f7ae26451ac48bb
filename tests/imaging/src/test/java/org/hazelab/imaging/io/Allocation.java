// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.lang.management.ManagementFactory;

/** How much memory is taken, whether it is still held or not. */
public final class Allocation {

    private Allocation() {
    }

    /** Bytes that this thread has allocated so far. */
    public static long ofThisThread() {
        return ((com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean())
            .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
