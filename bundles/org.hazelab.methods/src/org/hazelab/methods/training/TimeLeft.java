// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.function.LongSupplier;

/** How long work goes on if it goes on as it went so far. */
public final class TimeLeft {

    private static final double LEAST_SECONDS = 1;

    private final LongSupplier nanos;
    private final long start;
    private final double before;

    /**
     * Begins to count.
     *
     * @param before the share that was done already, from 0 to 1
     * @param nanos a clock, such as {@code System::nanoTime}
     */
    public TimeLeft(double before, LongSupplier nanos) {
        this.before = before;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /** Such as {@code 4 min left}; empty as long as there is too little to tell it from. */
    public String words(double done) {
        double seconds = (nanos.getAsLong() - start) * 1e-9;
        if (!(done > before) || seconds < LEAST_SECONDS) {
            return "";
        }
        return words(Math.round(seconds / (done - before) * (1 - done))) + " left";
    }

    private static String words(long seconds) {
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
