// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.function.LongSupplier;

import org.hazelab.imaging.task.Progress;

/** Adds to each message how long the work on an image will still take: first as estimated, then as it goes. */
final class ProgressWithTimeLeft implements Progress {

    /** Below this share of the work its own speed says less than the estimate. */
    private static final double ENOUGH = 0.05;

    private final Progress inner;
    private final double estimate;
    private final LongSupplier clock;
    private final long start;

    /**
     * @param estimate of the whole work, in seconds
     * @param clock in nanoseconds
     */
    ProgressWithTimeLeft(Progress inner, double estimate, LongSupplier clock) {
        this.inner = inner;
        this.estimate = estimate;
        this.clock = clock;
        start = clock.getAsLong();
    }

    @Override
    public void report(double fraction, String message) {
        double elapsed = (clock.getAsLong() - start) * 1e-9;
        double left = fraction < ENOUGH ? Math.max(0, estimate - elapsed) : elapsed / fraction * (1 - fraction);
        inner.report(fraction, message + ", " + words(left) + " left");
    }

    @Override
    public void checkCanceled() {
        inner.checkCanceled();
    }

    /** A length of time as people say it. */
    static String words(double seconds) {
        if (seconds < 10) {
            return "a few seconds";
        } else if (seconds < 90) {
            return "about " + Math.round(seconds / 10) * 10 + " seconds";
        } else if (seconds < 90 * 60) {
            return "about " + Math.round(seconds / 60) + " minutes";
        } else if (seconds < 48 * 3600) {
            return "about " + Math.round(seconds / 3600) + " hours";
        }
        return "about " + Math.round(seconds / 86400) + " days";
    }
}
