// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

/**
 * Ctrl-C: the first one cancels and lets the program end in order, temporary files included. The virtual machine ends
 * as soon as its shutdown hooks do, so the hook waits for the program, but not forever.
 */
final class Interrupt implements AutoCloseable {

    private static final long PATIENCE_MILLISECONDS = 20_000;

    private final Runnable cancel;
    private final Thread hook = new Thread(this::interrupted, "Ctrl-C");
    private volatile boolean happened;
    private volatile boolean done;

    private Interrupt(final Runnable cancel) {
        this.cancel = cancel;
    }

    static Interrupt watch(final Runnable cancel) {
        Interrupt interrupt = new Interrupt(cancel);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private synchronized void interrupted() {
        if (done) {
            return;
        }
        happened = true;
        cancel.run();
        long end = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000;
        try {
            for (long left = end - System.nanoTime(); !done && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        done = true;
        synchronized (this) {
            notifyAll();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            happened = true; // the virtual machine is ending already, and the hook with it
        }
    }
}
